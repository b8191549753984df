using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Convolution with TensorFlow's "same" padding.</summary>
internal sealed class Conv2dSame(int inChannels, int outChannels, int kernelSize, Conv2dOptions options)
    : Conv2d(inChannels, outChannels, kernelSize, options)
{
    /// <summary>The padding follows from the others.</summary>
    public override void ChangeWalk(Conv2dOptions walk) => base.ChangeWalk(walk with { Padding = 0, EndPadding = 0 });

    public override Tensor Forward(Tensor input)
    {
        var padded = SamePadding.Pad(input, KernelSize, Options.Stride, dilation: Options.Dilation);
        var output = base.Forward(padded);
        if (!ReferenceEquals(padded, input))
            padded.Dispose();
        return output;
    }
}
