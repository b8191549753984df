namespace Foldline.Models.ByobNets;

/// <summary>A block of a stage.</summary>
/// <param name="Kind">Its layers.</param>
/// <param name="Channels">Channels of its output at width 1.</param>
/// <param name="Stride">Stride.</param>
/// <param name="GroupSize">Channels a group of the k×k convolutions; 0: one group, 1: depthwise.</param>
/// <param name="BottleRatio">Channels between its convolutions for each of the output, or of the input where the settings say so.</param>
internal sealed record ByobBlock(ByobBlockKind Kind, double Channels, int Stride = 1, int GroupSize = 0, double BottleRatio = 1)
{
    /// <summary>Kernel of MobileOne's blocks.</summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>Convolutions side by side in MobileOne's blocks.</summary>
    public int Branches { get; init; } = 1;

    /// <summary>Attention instead of the network's.</summary>
    public ByobAttention? Attention { get; init; }
}
