namespace Foldline.Models.FocalNets;

/// <summary>What tells one FocalNet from another.</summary>
internal sealed record FocalNetSettings
{
    /// <summary>Channels of the first stage; each further one has twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks a stage.</summary>
    public int[] Depths { get; init; } = [2, 2, 18, 2];

    /// <summary>Depthwise convolutions one after the other, each over a larger neighbourhood.</summary>
    public int Levels { get; init; } = 2;

    /// <summary>Kernel of the first of them.</summary>
    public int Window { get; init; } = 3;

    /// <summary>Norms behind the branches, overlapping patches, learned factors.</summary>
    public bool IsLarge { get; init; }

    /// <summary>A norm of the modulated places.</summary>
    public bool NormsModulation { get; init; }
}
