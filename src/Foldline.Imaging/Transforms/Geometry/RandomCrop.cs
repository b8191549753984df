namespace Foldline.Imaging;

/// <summary>Cuts out a part of a given size anywhere. Recipe: <c>random_crop: {height: 224, width: 224}</c>.</summary>
/// <param name="crop">Size of the part.</param>
public sealed class RandomCrop(ImageSize crop) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "random_crop";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var top = random.NextDouble();
        return new CropParameters(crop.Height, crop.Width, top, random.NextDouble());
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => Expect<CropParameters>(parameters).MotionFor(size);
}
