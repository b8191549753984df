namespace Foldline.Models.CspNets;

/// <summary>A stage.</summary>
/// <param name="Depth">Blocks.</param>
/// <param name="Channels">Channels of its output.</param>
/// <param name="Stride">Stride of its first convolution.</param>
internal sealed record CspStage(int Depth, int Channels, int Stride = 2)
{
    /// <summary>Groups of the 3×3 convolutions.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Channels of the blocks for each of the stage's.</summary>
    public double BlockRatio { get; init; } = 1;

    /// <summary>Channels between a block's convolutions for each of its output.</summary>
    public double BottleRatio { get; init; } = 1;

    /// <summary>Channels of both paths together for each of the stage's.</summary>
    public double ExpandRatio { get; init; } = 1;
}
