using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Convolution without bias whose weights are standardised; timm's <c>StdConv2d</c> and, with TensorFlow's "same" padding,
/// <c>StdConv2dSame</c>. Without it the padding is symmetric.
/// </summary>
internal sealed class StdConv2d : Conv2d
{
    private readonly bool padsInput;
    private readonly double eps;

    public StdConv2d(int inChannels, int outChannels, int kernelSize, int stride = 1, int groups = 1, double eps = 1e-6, bool samePadding = false)
        : base(inChannels, outChannels, kernelSize, new Conv2dOptions
        {
            Stride = stride,
            Padding = samePadding && !SamePadding.IsStatic(kernelSize, stride) ? 0 : SymmetricPadding.Of(kernelSize, stride),
            Groups = groups,
            Bias = false,
        })
    {
        padsInput = samePadding && !SamePadding.IsStatic(kernelSize, stride);
        this.eps = eps;
    }

    /// <summary>TensorFlow's padding follows from the others.</summary>
    public override void ChangeWalk(Conv2dOptions walk) => base.ChangeWalk(padsInput ? walk with { Padding = 0, EndPadding = 0 } : walk);

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var padded = padsInput ? SamePadding.Pad(input, KernelSize, Options.Stride, dilation: Options.Dilation) : input;
        return scope.Keep(Convolve(padded, WeightStandardization.Apply(Weight, null, eps)));
    }
}
