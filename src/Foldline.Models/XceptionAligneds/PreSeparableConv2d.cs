using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>Norm and ReLU, except in a block's first, then depthwise 3×3 and 1×1 convolution.</summary>
internal sealed class PreSeparableConv2d : Layer
{
    private readonly Layer norm;
    private readonly Layer depthwise;
    private readonly Layer pointwise;

    public PreSeparableConv2d(int inChannels, int outChannels, int stride, bool isFirst, double eps)
    {
        norm = Register<Layer>("norm", isFirst ? new Identity() : new BatchNormAct2d(inChannels, eps: eps));
        depthwise = Register("conv_dw", AlignedParts.Depthwise(inChannels, stride));
        pointwise = Register("conv_pw", AlignedParts.Conv(inChannels, outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm.Forward(input);
        var output = depthwise.Forward(x);
        if (!ReferenceEquals(x, input))
            x.Dispose();
        return output.Then(pointwise);
    }
}
