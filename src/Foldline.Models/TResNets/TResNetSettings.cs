namespace Foldline.Models.TResNets;

/// <summary>What tells one TResNet from another.</summary>
internal sealed record TResNetSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels of the first stage.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Whether the first two stages have bottlenecks too (version 2).</summary>
    public bool BottleneckFirst { get; init; }
}
