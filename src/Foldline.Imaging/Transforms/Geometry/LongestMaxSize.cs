using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Resizes so that the longer side has a given length; masks by nearest neighbour. Recipe: <c>longest_max_size: {size: 512}</c>, with
/// several sizes one is drawn. Definition: albumentations 1.3.1.
/// </summary>
/// <param name="sizes">Lengths in pixels, at least one.</param>
/// <param name="interpolation">For the image.</param>
public sealed class LongestMaxSize(ImmutableArray<int> sizes, Interpolation interpolation = Interpolation.Linear) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "longest_max_size";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new MaxSizeParameters(sizes[random.NextInt32(sizes.Length)]);

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) =>
        Scaled(size, Expect<MaxSizeParameters>(parameters).Pixels / (double)Math.Max(size.Height, size.Width), interpolation);

    /// <summary>Both sides times a factor, rounded half to even, at least 1.</summary>
    internal static ResizeMotion Scaled(ImageSize size, double factor, Interpolation interpolation)
    {
        var (height, width) = ((int)Math.Round(size.Height * factor), (int)Math.Round(size.Width * factor));
        return new ResizeMotion(size, new ImageSize(Math.Max(height, 1), Math.Max(width, 1)), interpolation) { Scale = factor };
    }
}
