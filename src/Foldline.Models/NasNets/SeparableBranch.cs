using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>Two separable convolutions, each after a ReLU and before batch normalisation: [N, in, H, W] → [N, out, ⌈H/stride⌉, ⌈W/stride⌉].</summary>
internal sealed class SeparableBranch : Layer
{
    private readonly Activation act1;
    private readonly SeparableConv2d separable1;
    private readonly BatchNorm2d norm1;
    private readonly Activation act2;
    private readonly SeparableConv2d separable2;
    private readonly BatchNorm2d norm2;

    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Kernel of both depthwise convolutions.</param>
    /// <param name="stride">Stride of the first one.</param>
    /// <param name="widensFirst">Whether the first of the two goes over to the output's channels, as in the stem, and not the second.</param>
    public SeparableBranch(int inChannels, int outChannels, int kernelSize, int stride = 1, bool widensFirst = false)
    {
        var middle = widensFirst ? outChannels : inChannels;
        act1 = Register("act_1", new Activation(ActivationKind.Relu, inPlace: false));
        separable1 = Register("separable_1", new SeparableConv2d(inChannels, middle, kernelSize, stride));
        norm1 = Register("bn_sep_1", NasNetNorm.Of(middle));
        act2 = Register("act_2", new Activation(ActivationKind.Relu));
        separable2 = Register("separable_2", new SeparableConv2d(middle, outChannels, kernelSize));
        norm2 = Register("bn_sep_2", NasNetNorm.Of(outChannels));
    }

    public override Tensor Forward(Tensor input) => act1.Forward(input).Then(separable1).Then(norm1).Then(act2).Then(separable2).Then(norm2);
}
