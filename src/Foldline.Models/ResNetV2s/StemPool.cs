using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>Max pooling of 3×3 places by stride 2 with the padding that the network was trained with.</summary>
internal sealed class StemPool(StemPadding padding) : Layer
{
    private readonly MaxPool2d pool = new(3, 2, padding == StemPadding.Symmetric ? 1 : 0);

    public override Tensor Forward(Tensor input)
    {
        if (padding == StemPadding.Symmetric)
            return pool.Forward(input);
        using var scope = new TensorScope();
        var padded = padding == StemPadding.Zeros
            ? input.ConstantPadNd([1, 1, 1, 1])
            : SamePadding.Pad(input, 3, 2, double.NegativeInfinity);
        return scope.Keep(pool.Forward(padded));
    }
}
