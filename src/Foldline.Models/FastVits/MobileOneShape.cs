namespace Foldline.Models.FastVits;

/// <summary>Channels, kernel and branches of a <see cref="MobileOneBlock"/>.</summary>
internal sealed record MobileOneShape(int InChannels, int OutChannels, int KernelSize)
{
    /// <summary>Stride.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Each channel by itself.</summary>
    public bool IsDepthwise { get; init; }

    /// <summary>A branch with the full kernel.</summary>
    public bool HasKernelBranch { get; init; } = true;

    /// <summary>A branch with a 1×1 kernel, where the full kernel is larger.</summary>
    public bool HasScaleBranch { get; init; } = true;

    /// <summary>Squeeze-and-excitation of the sum.</summary>
    public bool Excites { get; init; }

    /// <summary>GELU of the sum.</summary>
    public bool Activates { get; init; } = true;

    /// <summary>Groups of the convolutions.</summary>
    public int Groups => IsDepthwise ? InChannels : 1;
}
