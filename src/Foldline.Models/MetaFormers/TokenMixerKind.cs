namespace Foldline.Models.MetaFormers;

/// <summary>What exchanges information between places.</summary>
internal enum TokenMixerKind
{
    /// <summary>Average pooling.</summary>
    Pooling,

    /// <summary>Separable convolution.</summary>
    Convolution,

    /// <summary>Self-attention.</summary>
    Attention,
}
