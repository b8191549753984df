namespace Foldline.Models.ResNets;

/// <summary>Channel attention of a residual branch.</summary>
internal enum AttentionKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Squeeze and excitation.</summary>
    SqueezeExcite,

    /// <summary>Efficient channel attention.</summary>
    EfficientChannel,
}
