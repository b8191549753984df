using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Convolution with TensorFlow's "same" padding.</summary>
internal sealed class Conv2dSame(int inChannels, int outChannels, int kernelSize, Conv2dOptions options)
    : Conv2d(inChannels, outChannels, kernelSize, options)
{
    public override Tensor Forward(Tensor input)
    {
        var padded = SamePadding.Pad(input, KernelSize, Options.Stride, Options.Dilation);
        var output = base.Forward(padded);
        if (!ReferenceEquals(padded, input))
            padded.Dispose();
        return output;
    }
}
