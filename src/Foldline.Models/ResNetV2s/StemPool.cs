using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>Max pooling of 3×3 places by stride 2 with the padding that the network was trained with.</summary>
internal sealed class StemPool(StemPadding padding) : Layer
{
    private readonly Layer pool = padding == StemPadding.Same
        ? new MaxPool2dSame(3, 2)
        : new MaxPool2d(3, 2, padding == StemPadding.Symmetric ? 1 : 0);

    public override Tensor Forward(Tensor input)
    {
        if (padding != StemPadding.Zeros)
            return pool.Forward(input);
        using var padded = input.ConstantPadNd([1, 1, 1, 1]);
        return pool.Forward(padded);
    }
}
