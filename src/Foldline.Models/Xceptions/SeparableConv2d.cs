using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Xceptions;

/// <summary>Depthwise 3×3 convolution, then 1×1 convolution, nothing between them.</summary>
internal sealed class SeparableConv2d : Layer
{
    private readonly Conv2d conv1;
    private readonly Conv2d pointwise;

    public SeparableConv2d(int inChannels, int outChannels)
    {
        conv1 = Register("conv1", new Conv2d(inChannels, inChannels, 3, new Conv2dOptions { Padding = 1, Groups = inChannels, Bias = false }));
        pointwise = Register("pointwise", new Conv2d(inChannels, outChannels, 1, new Conv2dOptions { Bias = false }));
    }

    public override Tensor Forward(Tensor input) => conv1.Forward(input).Then(pointwise);
}
