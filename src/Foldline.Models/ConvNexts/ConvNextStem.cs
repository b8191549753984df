namespace Foldline.Models.ConvNexts;

/// <summary>How a ConvNeXt makes the images four times smaller.</summary>
internal enum ConvNextStem
{
    /// <summary>One convolution of separate 4×4 patches.</summary>
    Patch,

    /// <summary>Two strided 3×3 convolutions.</summary>
    Overlap,

    /// <summary>The same, the first with half the channels.</summary>
    OverlapTiered,

    /// <summary>The same as <see cref="Overlap"/> with an activation between the two.</summary>
    OverlapActivated,
}
