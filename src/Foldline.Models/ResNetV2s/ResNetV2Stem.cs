namespace Foldline.Models.ResNetV2s;

/// <summary>First convolutions of the network.</summary>
internal enum ResNetV2Stem
{
    /// <summary>One 7×7 convolution.</summary>
    Plain,

    /// <summary>Three 3×3 convolutions; the first two have half the channels.</summary>
    Deep,

    /// <summary>Three 3×3 convolutions of growing channels.</summary>
    Tiered,
}
