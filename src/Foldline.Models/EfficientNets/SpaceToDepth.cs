namespace Foldline.Models.EfficientNets;

/// <summary>Where a block stands in a region whose maps have half the height and width and four times the channels (Li et al. 2021).</summary>
internal enum SpaceToDepth
{
    /// <summary>Outside.</summary>
    None,

    /// <summary>First block: a strided 2×2 convolution goes before it.</summary>
    Start,

    /// <summary>Four times the channels.</summary>
    Inside,

    /// <summary>Its stride is already done, and it expands from four times the channels.</summary>
    End,
}
