namespace Foldline.Models.MaxxVits;

/// <summary>Blocks of which a stage is made.</summary>
internal enum MaxxBlockKind
{
    /// <summary>A convolutional block.</summary>
    Convolution,

    /// <summary>Attention over the whole map, as in CoAtNet.</summary>
    Transformer,

    /// <summary>A convolutional block, attention in windows, attention in grids: MaxViT.</summary>
    MultiAxis,

    /// <summary>The same with both attentions side by side.</summary>
    ParallelMultiAxis,
}
