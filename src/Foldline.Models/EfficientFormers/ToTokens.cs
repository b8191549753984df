using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>A map as tokens: [N, C, h, w] → [N, h · w, C].</summary>
internal sealed class ToTokens : Layer
{
    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input.Flatten(2).Transpose(1, 2));
    }
}
