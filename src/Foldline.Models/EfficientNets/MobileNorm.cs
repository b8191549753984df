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
}
