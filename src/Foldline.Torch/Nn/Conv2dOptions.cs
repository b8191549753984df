namespace Foldline.Torch.Nn;

/// <summary>Settings of a convolution, with PyTorch's defaults.</summary>
public sealed record Conv2dOptions
{
    /// <summary>Step of the kernel.</summary>
    public Size2 Stride { get; init; } = 1;

    /// <summary>Zeros added on every side.</summary>
    public Size2 Padding { get; init; } = 0;

    /// <summary>Zeros added below and on the right besides, for kernels of even size that keep the input's size.</summary>
    public Size2 EndPadding { get; init; } = 0;

    /// <summary>Distance between the kernel's taps.</summary>
    public Size2 Dilation { get; init; } = 1;

    /// <summary>Groups of channels that do not mix.</summary>
    public long Groups { get; init; } = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; } = true;
}
