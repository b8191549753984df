using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Resizes so that the shorter side has a given length; masks by nearest neighbour. Recipe: <c>smallest_max_size: {size: 256}</c>, with
/// several sizes one is drawn. Definition: albumentations 1.3.1.
/// </summary>
/// <param name="sizes">Lengths in pixels, at least one.</param>
/// <param name="interpolation">For the image.</param>
public sealed class SmallestMaxSize(ImmutableArray<int> sizes, Interpolation interpolation = Interpolation.Linear) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "smallest_max_size";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new MaxSizeParameters(sizes[random.NextInt32(sizes.Length)]);

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) =>
        LongestMaxSize.Scaled(size, Expect<MaxSizeParameters>(parameters).Pixels / (double)Math.Min(size.Height, size.Width), interpolation);
}
