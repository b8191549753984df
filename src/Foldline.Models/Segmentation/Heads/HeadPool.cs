using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Heads;

/// <summary>One vector of a map: [N, C, h, w] → [N, C].</summary>
internal sealed class HeadPool : Layer
{
    private readonly bool isMax;

    /// <exception cref="FoldlineException">FL2214: neither average nor max.</exception>
    public HeadPool(GlobalPoolKind kind)
    {
        if (kind is not (GlobalPoolKind.Average or GlobalPoolKind.Max))
            throw FoldlineException.User("FL2214", $"A head for labels pools by average or max, not by '{kind}'.");
        isMax = kind == GlobalPoolKind.Max;
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep((isMax ? input.AdaptiveMaxPool2d([1, 1]).Item1 : input.AdaptiveAvgPool2d([1, 1])).Flatten(1));
    }
}
