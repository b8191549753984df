namespace Foldline.Models.ByobNets;

/// <summary>First convolutions of the network.</summary>
internal enum ByobStemKind
{
    /// <summary>A strided 3×3 convolution, or several with the widths of the settings.</summary>
    Plain,

    /// <summary>Three 3×3 convolutions of equal channels.</summary>
    Deep,

    /// <summary>Three 3×3 convolutions of growing channels.</summary>
    Tiered,

    /// <summary>Four 3×3 convolutions of doubling channels.</summary>
    Quad,

    /// <summary>Four 3×3 convolutions of doubling channels, the first two without norm and activation.</summary>
    HalfActiveQuad,

    /// <summary>A strided block of RepVGG.</summary>
    RepVgg,

    /// <summary>A strided block of MobileOne.</summary>
    MobileOne,
}
