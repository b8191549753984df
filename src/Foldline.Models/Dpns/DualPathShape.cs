namespace Foldline.Models.Dpns;

/// <summary>Channels and stride of a block.</summary>
/// <param name="InChannels">Both paths of the input together.</param>
/// <param name="Width">The 3×3 convolution.</param>
/// <param name="Residual">The residual path.</param>
/// <param name="Increment">What the block adds to the dense path.</param>
/// <param name="ProjectionStride">Stride of a stage's first block, which projects its input to both paths; null for the others.</param>
internal readonly record struct DualPathShape(int InChannels, int Width, int Residual, int Increment, int? ProjectionStride)
{
    /// <summary>Both paths of the output together.</summary>
    public int OutChannels => ProjectionStride is null ? InChannels + Increment : Residual + (3 * Increment);
}
