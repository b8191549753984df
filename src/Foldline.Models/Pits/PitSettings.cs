namespace Foldline.Models.Pits;

/// <summary>What tells one PiT from another.</summary>
internal sealed record PitSettings
{
    /// <summary>Channels of a head.</summary>
    public required int HeadChannels { get; init; }

    /// <summary>Heads a stage.</summary>
    public required int[] Heads { get; init; }

    /// <summary>Blocks a stage.</summary>
    public int[] Depths { get; init; } = [2, 6, 4];

    /// <summary>Step between patches, which overlap by half.</summary>
    public int Stride { get; init; } = 8;

    /// <summary>A second token and classifier that learned from a teacher.</summary>
    public bool IsDistilled { get; init; }
}
