using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Group normalisation and an activation under one name in the state dict; timm's <c>GroupNormAct</c>.</summary>
internal sealed class GroupNormAct(long groups, long channels, ActivationKind activation = ActivationKind.Relu, double eps = 1e-5)
    : GroupNorm(groups, channels, eps)
{
    private readonly Activation act = new(activation);

    public override Tensor Forward(Tensor input) => base.Forward(input).Then(act);
}
