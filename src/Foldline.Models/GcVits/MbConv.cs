using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GcVits;

/// <summary>A depthwise convolution, squeeze-and-excitation and a 1×1 convolution, all without biases, with a shortcut.</summary>
internal sealed class MbConv : Layer
{
    private const double ExciteRatio = 0.25;
    private readonly Conv2d depthwise;
    private readonly Activation act;
    private readonly SqueezeExcite excite;
    private readonly Conv2d pointwise;

    public MbConv(int channels)
    {
        depthwise = Register("conv_dw", new Conv2d(channels, channels, 3, new Conv2dOptions { Padding = 1, Groups = channels, Bias = false }));
        act = Register("act", new Activation(ActivationKind.Gelu));
        excite = Register("se", new SqueezeExcite(channels, Channels.MakeDivisible(channels * ExciteRatio, roundLimit: 0), ActivationKind.Gelu, bias: false));
        pointwise = Register("conv_pw", new Conv2d(channels, channels, 1, new Conv2dOptions { Bias = false }));
    }

    public override Tensor Forward(Tensor input) => depthwise.Forward(input).Then(act).Then(excite).Then(pointwise).PlusShortcut(input, input);
}
