namespace Foldline.Torch.Nn;

/// <summary>Mean under a window: [N, C, H, W] → [N, C, H', W'].</summary>
/// <param name="kernelSize">Window.</param>
/// <param name="stride">Step; the window's size when left out.</param>
/// <param name="padding">Zeros on every side.</param>
/// <param name="ceilMode">Round the output size up.</param>
/// <param name="countIncludePad">Whether the zeros count in the mean.</param>
public sealed class AvgPool2d(Size2 kernelSize, Size2? stride = null, Size2 padding = default, bool ceilMode = false, bool countIncludePad = true) : Layer
{
    private readonly long[] kernel = kernelSize.ToArray();
    private readonly long[] step = (stride ?? kernelSize).ToArray();
    private readonly long[] pad = padding.ToArray();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.AvgPool2d(kernel, step, pad, ceilMode, countIncludePad);
}
