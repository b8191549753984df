using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Foldline.Torch;

namespace Foldline.Tests.Torch;

/// <summary>Who owns memory, and when it is given back.</summary>
public sealed unsafe class TensorMemoryTests : TensorTest
{
    [Fact]
    public void FromMemory_ReadsAndWritesTheSameMemory()
    {
        var memory = (float*)NativeMemory.Alloc(6, sizeof(float));
        for (var i = 0; i < 6; i++)
            memory[i] = i;
        using (var tensor = Tensor.FromMemory((nint)memory, [2, 3], [3, 1], DType.Float32, null))
        {
            Assert.Equal([0f, 1, 2, 3, 4, 5], tensor.ToArray<float>());
            tensor.MulInPlace(2);
        }

        Assert.Equal(10f, memory[5]);
        NativeMemory.Free(memory);
    }

    [Fact]
    public void FromMemory_ReleasesOnce_WhenTheLastViewGoes()
    {
        var released = 0;
        var memory = (nint)NativeMemory.Alloc(4, sizeof(float));
        var tensor = Tensor.FromMemory(memory, [4], [1], DType.Float32, () =>
        {
            released++;
            NativeMemory.Free((void*)memory);
        });
        var view = tensor[1..3];
        tensor.Dispose();
        tensor.Dispose();
        Assert.Equal(0, released);
        view.FillInPlace(1);

        view.Dispose();
        Assert.Equal(1, released);
    }

    [Fact]
    public void FromMemory_WithStrides_IsAView()
    {
        var values = new[] { 1, 2, 3, 4, 5, 6 };
        fixed (int* p = values)
        {
            using var transposed = Tensor.FromMemory((nint)p, [3, 2], [1, 3], DType.Int32, null);
            Assert.Equal([1, 4, 2, 5, 3, 6], transposed.ToArray<int>());
        }
    }

    [Fact]
    public void FromArray_OfTheWrongLength_IsAnErrorAndLeavesNothing()
    {
        var live = Tensor.Live;

        Assert.Throws<ArgumentException>(() => Tensor.FromArray([1f, 2, 3], 2, 2));
        Assert.Equal(live, Tensor.Live);
    }

    [Fact]
    public void ToArray_ConvertsTypesAndMemoryOrder()
    {
        var x = Tensor.FromArray([1, 2, 3, 4, 5, 6], 2, 3);

        Assert.Equal([1.0, 4, 2, 5, 3, 6], x.T().ToArray<double>());
        Assert.Equal(new[] { (Half)1, (Half)2 }, Tensor.FromArray([1f, 2]).ToArray<Half>());
        Assert.Throws<InvalidOperationException>(() => x.T().Data<int>());
        Assert.Throws<InvalidOperationException>(() => x.Item<int>());
    }

    [Fact]
    public void EmptyTensorsAndScalars_Work()
    {
        Assert.Equal(0, Tensor.FromArray(Array.Empty<float>()).Count);
        Assert.Empty(Aten.Zeros([2, 0, 3]).ToArray<float>());
        Assert.Equal(0, Tensor.FromScalar(3.5).Rank);
        Assert.Equal(3.5, Tensor.FromScalar(3.5).Item<double>());
    }

    [Fact]
    public void Finalizer_GivesBackWhatNobodyDisposed()
    {
        var before = Tensor.Live;
        Forget(before);
        for (var i = 0; i < 20 && Tensor.Live != before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(before, Tensor.Live);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(long before)
    {
        for (var i = 0; i < 10; i++)
            _ = Aten.Ones([10]).Detached();
        Assert.Equal(before + 10, Tensor.Live);
    }
}
