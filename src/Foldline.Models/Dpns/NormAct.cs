using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>Batch normalisation and an activation in a module of their own; timm's <c>CatBnAct</c>.</summary>
internal sealed class NormAct : Layer
{
    private readonly BatchNormAct2d bn;

    public NormAct(int channels, ActivationKind activation = ActivationKind.Relu) =>
        bn = Register("bn", new BatchNormAct2d(channels, activation, DualPathBlock.Epsilon));

    public override Tensor Forward(Tensor input) => bn.Forward(input);
}
