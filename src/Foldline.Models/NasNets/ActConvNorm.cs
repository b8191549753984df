using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>A ReLU, a 1×1 convolution and batch normalisation: [N, in, H, W] → [N, out, ⌈H/stride⌉, ⌈W/stride⌉].</summary>
internal sealed class ActConvNorm : Layer
{
    private readonly Activation act;
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public ActConvNorm(int inChannels, int outChannels, int stride = 1)
    {
        act = Register("act", new Activation(ActivationKind.Relu, inPlace: false));
        conv = Register("conv", Convolutions.SameConv(inChannels, outChannels, 1, stride));
        norm = Register("bn", NasNetNorm.Of(outChannels));
    }

    public override Tensor Forward(Tensor input) => act.Forward(input).Then(conv).Then(norm);
}
