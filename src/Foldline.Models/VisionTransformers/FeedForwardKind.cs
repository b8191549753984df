namespace Foldline.Models.VisionTransformers;

/// <summary>The feed-forward branch of a block.</summary>
internal enum FeedForwardKind
{
    /// <summary>Two layers with an activation between them.</summary>
    Plain,

    /// <summary>SwiGLU with gate and values in one layer.</summary>
    PackedSwiGlu,

    /// <summary>SwiGLU with a layer for the gate and one for the values.</summary>
    SwiGlu,
}
