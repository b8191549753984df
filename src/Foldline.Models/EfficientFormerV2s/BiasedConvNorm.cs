using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>A convolution with bias (<c>conv</c>), batch normalisation (<c>bn</c>) and maybe GELU; keeps the size but for the stride.</summary>
internal sealed class BiasedConvNorm : Layer
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;
    private readonly Activation act;

    public BiasedConvNorm(int inChannels, int outChannels, int kernelSize = 1, int stride = 1, int groups = 1, bool activates = false)
    {
        conv = Register("conv", new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = stride, Padding = kernelSize / 2, Groups = groups }));
        norm = Register("bn", new BatchNorm2d(outChannels));
        act = Register("act", new Activation(activates ? ActivationKind.Gelu : ActivationKind.Identity));
    }

    public override Tensor Forward(Tensor input) => conv.Forward(input).Then(norm).Then(act);
}
