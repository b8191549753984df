using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VovNets;

/// <summary>A depthwise 3×3 and a 1×1 convolution, then a norm with an activation.</summary>
internal sealed class SeparableConvNormAct : Layer
{
    private readonly Layer depthwise;
    private readonly Layer pointwise;
    private readonly Layer norm;

    public SeparableConvNormAct(NormAct norm, int inChannels, int outChannels, int stride)
    {
        depthwise = Register("conv_dw", Convolutions.Conv(inChannels, inChannels, 3, stride, inChannels));
        pointwise = Register("conv_pw", Convolutions.Conv(inChannels, outChannels, 1));
        this.norm = Register("bn", norm.Make(outChannels));
    }

    public override Tensor Forward(Tensor input) => depthwise.Forward(input).Then(pointwise).Then(norm);
}
