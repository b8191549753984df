namespace Foldline.Imaging;

/// <summary>
/// Cuts out a part whose height is drawn and whose width follows, anywhere, and resizes it; masks by nearest neighbour.
/// Recipe: <c>random_sized_crop: {min_height: 128, max_height: 256, height: 224, width: 224}</c>. Definition: albumentations 1.3.1.
/// </summary>
/// <param name="result">Size of the result.</param>
/// <param name="interpolation">For the image.</param>
public sealed class RandomSizedCrop(ImageSize result, Interpolation interpolation = Interpolation.Linear) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "random_sized_crop";

    /// <summary>Least rows of the part, at least 1.</summary>
    public required int MinHeight { get; init; }

    /// <summary>Most rows of the part.</summary>
    public required int MaxHeight { get; init; }

    /// <summary>Width over height of the part.</summary>
    public double WidthToHeight { get; init; } = 1;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var height = MinHeight + random.NextInt32(MaxHeight - MinHeight + 1);
        var top = random.NextDouble();
        return new CropParameters(height, (int)(height * WidthToHeight), top, random.NextDouble());
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var crop = Expect<CropParameters>(parameters).MotionFor(size);
        return new MotionChain(crop, new ResizeMotion(crop.Size, result, interpolation));
    }
}
