namespace Foldline.Torch.Nn;

/// <summary>Mean under a window: [N, C, H, W] → [N, C, H', W'].</summary>
/// <param name="kernelSize">Window.</param>
/// <param name="stride">Step; the window's size when left out.</param>
/// <param name="padding">Zeros on every side.</param>
/// <param name="ceilMode">Round the output size up.</param>
/// <param name="countIncludePad">Whether the zeros count in the mean.</param>
public sealed class AvgPool2d(Size2 kernelSize, Size2? stride = null, Size2 padding = default, bool ceilMode = false, bool countIncludePad = true) : Pool2d(kernelSize, stride, padding)
{
    // These zeros always count, as in timm's avg_pool2d_same.
    private protected override double PaddingValue => 0;

    private protected override Tensor Pool(Tensor input) => input.AvgPool2d(Kernel, Stride, Padding, ceilMode, countIncludePad);
}
