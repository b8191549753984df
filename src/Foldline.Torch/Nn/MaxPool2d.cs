namespace Foldline.Torch.Nn;

/// <summary>Largest value under a window: [N, C, H, W] → [N, C, H', W']. Padding never wins.</summary>
/// <param name="kernelSize">Window.</param>
/// <param name="stride">Step; the window's size when left out.</param>
/// <param name="padding">Padding on every side.</param>
/// <param name="ceilMode">Round the output size up.</param>
public sealed class MaxPool2d(Size2 kernelSize, Size2? stride = null, Size2 padding = default, bool ceilMode = false) : Pool2d(kernelSize, stride, padding)
{
    private protected override double PaddingValue => double.NegativeInfinity;

    private protected override Tensor Pool(Tensor input) => input.MaxPool2d(Kernel, Stride, Padding, ceilMode: ceilMode);
}
