namespace Foldline.Models.SwinTransformerV2Crs;

/// <summary>What tells one of these networks from another.</summary>
internal sealed record SwinTransformerV2CrSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels of the first stage; each further one has twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Attention heads of the first stage; each further one has twice as many.</summary>
    public required int Heads { get; init; }

    /// <summary>Whether every stage's last block ends with a norm; otherwise only that of the last stage.</summary>
    public bool NormsStages { get; init; }

    /// <summary>Every how many blocks of a stage one ends with a norm; 0 for none.</summary>
    public int NormPeriod { get; init; }

    /// <summary>Whether a block ends with a norm.</summary>
    public bool HasLastNorm(int stage, int block) =>
        (NormPeriod > 0 && (block + 1) % NormPeriod == 0) || (block == Depths[stage] - 1 && (NormsStages || stage == Depths.Length - 1));
}
