using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// TensorFlow's "same" padding: the output is the input's size divided by the stride, rounded up, and an odd row or column of
/// padding goes to the bottom and the right. How much depends on the input's size.
/// </summary>
internal static class SamePadding
{
    /// <summary>True where the padding is the same for every size and symmetric, so that the convolution can do it.</summary>
    public static bool IsStatic(int kernelSize, Size2 stride) => stride == 1 && kernelSize % 2 == 1;

    /// <summary>The padded input, or the input itself where none is needed.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="kernel">Kernel of the layer that follows.</param>
    /// <param name="stride">Stride of the layer that follows.</param>
    /// <param name="value">What the padding is filled with.</param>
    /// <param name="dilation">Distance between the kernel's taps; 1 when left out.</param>
    public static Tensor Pad(Tensor input, Size2 kernel, Size2 stride, double value = 0, Size2? dilation = null)
    {
        var (down, across) = dilation ?? 1;
        var (top, bottom) = Split(input.Size(-2), (down * (kernel.Height - 1)) + 1, stride.Height);
        var (left, right) = Split(input.Size(-1), (across * (kernel.Width - 1)) + 1, stride.Width);
        return top + bottom + left + right == 0 ? input : input.ConstantPadNd([left, right, top, bottom], value);
    }

    private static (long Before, long After) Split(long size, long kernel, long stride)
    {
        var outputs = (size + stride - 1) / stride;
        var padding = Math.Max(0, ((outputs - 1) * stride) + kernel - size);
        return (padding / 2, padding - (padding / 2));
    }
}
