namespace Foldline.Models.EfficientNets;

/// <summary>Norms of mobile networks.</summary>
internal enum MobileNorm
{
    /// <summary>Batch normalisation.</summary>
    Batch,

    /// <summary>Group normalisation with groups of equal size.</summary>
    Group,

    /// <summary>Layer normalisation over the channels of a place.</summary>
    Layer,

    /// <summary>EvoNorm-S0 with groups of equal size (Liu et al. 2020): norm and activation in one.</summary>
    EvoNormS0,
}
