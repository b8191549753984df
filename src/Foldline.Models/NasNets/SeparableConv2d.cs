using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>A depthwise convolution and a 1×1 convolution, nothing between them; the padding is TensorFlow's.</summary>
internal sealed class SeparableConv2d : Layer
{
    private readonly Conv2d depthwise;
    private readonly Conv2d pointwise;

    public SeparableConv2d(int inChannels, int outChannels, int kernelSize, int stride = 1)
    {
        depthwise = Register("depthwise_conv2d", Convolutions.SameConv(inChannels, inChannels, kernelSize, stride, inChannels));
        pointwise = Register("pointwise_conv2d", Convolutions.SameConv(inChannels, outChannels, 1));
    }

    public override Tensor Forward(Tensor input) => depthwise.Forward(input).Then(pointwise);
}
