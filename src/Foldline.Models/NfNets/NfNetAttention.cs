namespace Foldline.Models.NfNets;

/// <summary>Channel attention of a residual branch.</summary>
internal enum NfNetAttention
{
    /// <summary>None.</summary>
    None,

    /// <summary>Squeeze and excitation.</summary>
    SqueezeExcite,

    /// <summary>Efficient channel attention.</summary>
    EfficientChannel,
}
