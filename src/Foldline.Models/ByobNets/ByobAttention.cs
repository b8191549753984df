namespace Foldline.Models.ByobNets;

/// <summary>Attention inside blocks.</summary>
internal enum ByobAttention
{
    /// <summary>None.</summary>
    None,

    /// <summary>Squeeze and excitation.</summary>
    SqueezeExcite,

    /// <summary>Efficient channel attention.</summary>
    EfficientChannel,

    /// <summary>Global context, added.</summary>
    GlobalContext,

    /// <summary>Bilinear attention.</summary>
    Bilinear,
}
