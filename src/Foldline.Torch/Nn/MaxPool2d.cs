namespace Foldline.Torch.Nn;

/// <summary>Largest value under a window: [N, C, H, W] → [N, C, H', W'].</summary>
/// <param name="kernelSize">Window.</param>
/// <param name="stride">Step; the window's size when left out.</param>
/// <param name="padding">Padding that never wins.</param>
/// <param name="ceilMode">Round the output size up.</param>
public sealed class MaxPool2d(Size2 kernelSize, Size2? stride = null, Size2 padding = default, bool ceilMode = false) : Layer
{
    private readonly long[] kernel = kernelSize.ToArray();
    private readonly long[] step = (stride ?? kernelSize).ToArray();
    private long[] pad = padding.ToArray();

    /// <summary>Changes the padding.</summary>
    /// <param name="padding">Padding that never wins.</param>
    public void ChangePadding(Size2 padding) => pad = padding.ToArray();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.MaxPool2d(kernel, step, pad, ceilMode: ceilMode);
}
