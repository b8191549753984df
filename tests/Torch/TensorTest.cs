using Foldline.Torch;

namespace Foldline.Tests.Torch;

/// <summary>A test inside a scope that ends by asserting that no tensor is left.</summary>
public abstract class TensorTest : IDisposable
{
    private readonly long live = Tensor.Live;
    private readonly TensorScope scope = new();

    public void Dispose()
    {
        scope.Dispose();
        Assert.Equal(live, Tensor.Live);
        GC.SuppressFinalize(this);
    }

    protected static Tensor Leaf(params double[] values)
    {
        var leaf = Tensor.FromArray(values);
        leaf.RequiresGrad = true;
        return leaf;
    }
}
