namespace Foldline.Models.HgNets;

/// <summary>What tells one PP-HGNet from another.</summary>
internal sealed record HgNetSettings
{
    /// <summary>Channels of the first convolutions.</summary>
    public required int[] Stem { get; init; }

    /// <summary>The stages.</summary>
    public required HgStageSettings[] Stages { get; init; }

    /// <summary>Layers of a block.</summary>
    public required int Layers { get; init; }

    /// <summary>Second version: a branched stem, blocks that end in two convolutions instead of channel attention.</summary>
    public bool IsSecondVersion { get; init; }

    /// <summary>A learned scale and shift behind every activation.</summary>
    public bool HasAffine { get; init; }
}
