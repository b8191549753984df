namespace Foldline.Models.Pvts;

/// <summary>What tells one pyramid vision transformer from another.</summary>
internal sealed record PvtSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage.</summary>
    public int[] Widths { get; init; } = [64, 128, 320, 512];

    /// <summary>Hidden channels of the blocks' networks for each channel, a stage.</summary>
    public int[] Expansions { get; init; } = [8, 8, 4, 4];

    /// <summary>Attention of linear cost: keys and values of 7×7 averages.</summary>
    public bool IsLinear { get; init; }
}
