namespace Foldline.Models.VovNets;

/// <summary>Channel attention of a stage's last block.</summary>
internal enum VovAttention
{
    /// <summary>None.</summary>
    None,

    /// <summary>Effective squeeze and excitation.</summary>
    EffectiveSqueezeExcite,

    /// <summary>Efficient channel attention.</summary>
    EfficientChannel,
}
