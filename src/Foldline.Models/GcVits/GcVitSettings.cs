namespace Foldline.Models.GcVits;

/// <summary>What tells one GCViT from another.</summary>
internal sealed record GcVitSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Heads of the first stage; twice as many in each further one.</summary>
    public int Heads { get; init; } = 2;

    /// <summary>Channels of the first stage; twice as many in each further one.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Hidden channels of a block's dense layers for each of its own.</summary>
    public int MlpRatio { get; init; } = 3;

    /// <summary>Start of the branches' factors; null for none.</summary>
    public double? LayerScale { get; init; }
}
