namespace Foldline.Models.Layers;

/// <summary>Padding of the same width on both sides that keeps the size of a map but for the stride.</summary>
internal static class SymmetricPadding
{
    /// <param name="kernelSize">Kernel.</param>
    /// <param name="stride">Step of the kernel.</param>
    /// <param name="dilation">Distance between the kernel's taps.</param>
    public static int Of(int kernelSize, int stride = 1, int dilation = 1) => (stride - 1 + (dilation * (kernelSize - 1))) / 2;
}
