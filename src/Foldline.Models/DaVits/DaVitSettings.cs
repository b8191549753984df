namespace Foldline.Models.DaVits;

/// <summary>What tells one DaViT from another.</summary>
internal sealed record DaVitSettings
{
    /// <summary>Pairs of blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels of the first stage; each further one has twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>The image encoder of Florence-2: larger windows and kernels, other scales, blocks by name.</summary>
    public bool IsFlorence { get; init; }
}
