namespace Foldline.Models.Coats;

/// <summary>What tells one CoaT from another.</summary>
internal sealed record CoatSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels of the four scales; the last three are the same where there are parallel blocks.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Blocks of each scale, one scale after the other.</summary>
    public int[] Depths { get; init; } = [2, 2, 2, 2];

    /// <summary>Hidden channels of the blocks' networks for each channel, a scale.</summary>
    public int[] Expansions { get; init; } = [4, 4, 4, 4];

    /// <summary>Blocks in which the last three scales exchange; 0 for the light kind.</summary>
    public int ParallelDepth { get; init; }
}
