namespace Foldline.Models.CspNets;

/// <summary>Residual blocks.</summary>
internal enum CspBlockKind
{
    /// <summary>A 1×1, a 3×3 and a 1×1 convolution.</summary>
    Bottleneck,

    /// <summary>A 1×1 and a 3×3 convolution.</summary>
    Dark,

    /// <summary>A 3×3 and a 1×1 convolution.</summary>
    Edge,
}
