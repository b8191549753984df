namespace Foldline.Models.ByobNets;

/// <summary>Kinds of blocks.</summary>
internal enum ByobBlockKind
{
    /// <summary>Two k×k convolutions.</summary>
    Basic,

    /// <summary>A 1×1, a k×k and a 1×1 convolution.</summary>
    Bottleneck,

    /// <summary>A 1×1 and a k×k convolution.</summary>
    Dark,

    /// <summary>A k×k and a 1×1 convolution.</summary>
    Edge,

    /// <summary>A 3×3 and a 1×1 convolution and a norm side by side (RepVGG).</summary>
    RepVgg,

    /// <summary>Several k×k convolutions, a 1×1 convolution and a norm side by side (MobileOne).</summary>
    MobileOne,
}
