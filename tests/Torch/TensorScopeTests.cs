using Foldline.Torch;

namespace Foldline.Tests.Torch;

public sealed class TensorScopeTests : TensorTest
{
    [Fact]
    public void Dispose_FreesWhatWasMadeInside()
    {
        var before = Tensor.Live;
        Tensor inner;
        using (new TensorScope())
        {
            inner = Aten.Ones([3]) + 1;
            Assert.Equal(before + 2, Tensor.Live);
        }

        Assert.True(inner.IsDisposed);
        Assert.Equal(before, Tensor.Live);
    }

    [Fact]
    public void Keep_MovesOneScopeOutwards()
    {
        Tensor kept;
        using (var outer = new TensorScope())
        {
            using (var inner = new TensorScope())
                kept = inner.Keep(Aten.Ones([1]));
            Assert.False(kept.IsDisposed);
        }

        Assert.True(kept.IsDisposed);
    }

    [Fact]
    public void Detached_OutlivesAllScopes()
    {
        Tensor tensor;
        using (new TensorScope())
        using (new TensorScope())
            tensor = Aten.Ones([1]).Detached();

        Assert.False(tensor.IsDisposed);
        tensor.Dispose();
    }

    [Fact]
    public void Dispose_OutOfOrder_IsAnError()
    {
        var outer = new TensorScope();
        var inner = new TensorScope();

        Assert.Throws<InvalidOperationException>(outer.Dispose);
        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
    }

    [Fact]
    public void Dispose_OnAnotherThread_IsAnError()
    {
        using var scope = new TensorScope();
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(scope.Dispose));
        thread.Start();
        thread.Join();

        Assert.IsType<InvalidOperationException>(error);
    }

    [Fact]
    public void Scopes_BelongToTheirThread()
    {
        using var scope = new TensorScope();
        Tensor? other = null;
        var thread = new Thread(() => other = Aten.Ones([1]));
        thread.Start();
        thread.Join();
        scope.Dispose();

        Assert.False(other!.IsDisposed);
        other.Dispose();
    }

    [Fact]
    public void ManyTemporaries_DoNotPileUp()
    {
        using var scope = new TensorScope();
        var x = Aten.Ones([1]);
        x.Relu().Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 100_000; i++)
            x.Relu().Dispose();

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 100_000);
    }

    [Fact]
    public void Dispose_InAnyOrderInside_FreesTheRest()
    {
        var before = Tensor.Live;
        using (new TensorScope())
        {
            var tensors = Enumerable.Range(0, 50).Select(_ => Aten.Ones([1])).ToArray();
            foreach (var i in new[] { 49, 0, 25, 48, 1, 47 })
                tensors[i].Dispose();
            Assert.Equal(before + 44, Tensor.Live);
            _ = Aten.Ones([1]);
        }

        Assert.Equal(before, Tensor.Live);
    }
}
