namespace Foldline.Models.ByobNets;

/// <summary>The shortcut of blocks that change the shape.</summary>
internal enum ByobShortcut
{
    /// <summary>No shortcut.</summary>
    None,

    /// <summary>A strided 1×1 convolution.</summary>
    Convolution,

    /// <summary>Average pooling and a 1×1 convolution.</summary>
    Average,
}
