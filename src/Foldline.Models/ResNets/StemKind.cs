namespace Foldline.Models.ResNets;

/// <summary>First convolutions of a ResNet.</summary>
internal enum StemKind
{
    /// <summary>One 7×7 convolution.</summary>
    Plain,

    /// <summary>Three 3×3 convolutions (He et al. 2019).</summary>
    Deep,

    /// <summary>Three 3×3 convolutions, the first narrower by a quarter.</summary>
    Tiered,
}
