using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Convolution whose weights are standardised, divided by the root of their fan in and multiplied by a learned gain (Brock et al.
/// 2021a); timm's <c>ScaledStdConv2d</c> and, with TensorFlow's "same" padding, <c>ScaledStdConv2dSame</c>.
/// </summary>
internal sealed class ScaledStdConv2d : Conv2d
{
    private readonly bool padsInput;
    private readonly double scale;
    private readonly double eps;
    private readonly double initialGain;
    private readonly Tensor gain;

    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Kernel.</param>
    /// <param name="options">Stride, groups, bias; the padding is chosen here.</param>
    /// <param name="gamma">Factor that makes up for what the activation takes from the variance.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="initialGain">Where the gain starts.</param>
    /// <param name="samePadding">TensorFlow's padding instead of the symmetric one.</param>
    public ScaledStdConv2d(
        int inChannels,
        int outChannels,
        int kernelSize,
        Conv2dOptions options,
        double gamma = 1,
        double eps = 1e-6,
        double initialGain = 1,
        bool samePadding = false)
        : base(inChannels, outChannels, kernelSize, options with
        {
            Padding = samePadding && !SamePadding.IsStatic(kernelSize, options.Stride) ? 0 : SymmetricPadding.Of(kernelSize, (int)options.Stride.Height),
        })
    {
        padsInput = samePadding && !SamePadding.IsStatic(kernelSize, options.Stride);
        scale = gamma / Math.Sqrt(Init.Fans(Weight).FanIn);
        this.eps = eps;
        this.initialGain = initialGain;
        gain = Parameter("gain", Aten.Empty([outChannels, 1, 1, 1]));
    }

    /// <summary>TensorFlow's padding follows from the others.</summary>
    public override void ChangeWalk(Conv2dOptions walk) => base.ChangeWalk(padsInput ? walk with { Padding = 0, EndPadding = 0 } : walk);

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var padded = padsInput ? SamePadding.Pad(input, KernelSize, Options.Stride, dilation: Options.Dilation) : input;
        var factor = (gain * scale).View([-1]);
        return scope.Keep(Convolve(padded, WeightStandardization.Apply(Weight, factor, eps)));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(gain, initialGain);
        base.ResetParameters(generator);
    }
}
