namespace Foldline.Models.Twins;

/// <summary>What tells one Twins from another.</summary>
internal sealed record TwinsSettings
{
    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Heads a stage.</summary>
    public required int[] Heads { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Hidden channels of the blocks' networks for each channel, a stage.</summary>
    public int[] Expansions { get; init; } = [4, 4, 4, 4];

    /// <summary>Whether every other block, from the first, attends in windows.</summary>
    public bool HasWindows { get; init; }
}
