using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>Depthwise 3×3 and 1×1 convolution, each with norm and, in the last block, ReLU.</summary>
internal sealed class AlignedSeparableConv2d : Layer
{
    private readonly Layer depthwise;
    private readonly Layer depthwiseNorm;
    private readonly Layer pointwise;
    private readonly Layer pointwiseNorm;

    public AlignedSeparableConv2d(int inChannels, int outChannels, int stride, ActivationKind activation, double eps)
    {
        depthwise = Register("conv_dw", AlignedParts.Depthwise(inChannels, stride));
        depthwiseNorm = Register("bn_dw", new BatchNormAct2d(inChannels, activation, eps));
        pointwise = Register("conv_pw", AlignedParts.Conv(inChannels, outChannels));
        pointwiseNorm = Register("bn_pw", new BatchNormAct2d(outChannels, activation, eps));
    }

    public override Tensor Forward(Tensor input) => depthwise.Forward(input).Then(depthwiseNorm).Then(pointwise).Then(pointwiseNorm);
}
