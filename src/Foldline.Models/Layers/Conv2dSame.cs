using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Convolution padded as TensorFlow's "same": the output is the input's size divided by the stride, rounded up, and an odd
/// row or column of padding goes to the bottom and the right. How much depends on the input's size.
/// </summary>
internal sealed class Conv2dSame(int inChannels, int outChannels, int kernelSize, Conv2dOptions options)
    : Conv2d(inChannels, outChannels, kernelSize, options)
{
    public override Tensor Forward(Tensor input)
    {
        var (top, bottom) = Split(input.Size(-2), KernelSize.Height, Options.Stride.Height);
        var (left, right) = Split(input.Size(-1), KernelSize.Width, Options.Stride.Width);
        if (top + bottom + left + right == 0)
            return base.Forward(input);
        using var padded = input.ConstantPadNd([left, right, top, bottom]);
        return base.Forward(padded);
    }

    private static (long Before, long After) Split(long size, long kernel, long stride)
    {
        var outputs = (size + stride - 1) / stride;
        var padding = Math.Max(0, ((outputs - 1) * stride) + kernel - size);
        return (padding / 2, padding - (padding / 2));
    }
}
