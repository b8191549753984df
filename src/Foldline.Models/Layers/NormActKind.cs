namespace Foldline.Models.Layers;

/// <summary>Normalisations that carry an activation.</summary>
internal enum NormActKind
{
    /// <summary>Batch normalisation.</summary>
    BatchNorm,

    /// <summary>Group normalisation.</summary>
    GroupNorm,

    /// <summary>EvoNorm-S0.</summary>
    EvoNormS0,

    /// <summary>EvoNorm-S0 with a larger epsilon, which normalises even without activation.</summary>
    EvoNormS0A,

    /// <summary>Filter response normalisation.</summary>
    FilterResponse,
}
