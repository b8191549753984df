namespace Foldline.Models.Dlas;

/// <summary>Residual blocks of the trees.</summary>
internal enum DlaBlockKind
{
    /// <summary>Two 3×3 convolutions.</summary>
    Basic,

    /// <summary>A 1×1, a 3×3 (grouped in DLA-X) and a 1×1 convolution.</summary>
    Bottleneck,

    /// <summary>A bottleneck with convolutions of four scales in the middle, as in Res2Net.</summary>
    Scales,
}
