namespace Foldline.Imaging;

/// <summary>
/// Resizes by a random factor; new sides are truncated, masks by nearest neighbour. The size changes from image to image, so a crop or
/// <c>resize</c> must follow. Recipe: <c>random_scale: {scale: 0.1, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class RandomScale : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "random_scale";

    /// <summary>Change of scale: factors lie in 1 + low to 1 + high.</summary>
    public ValueRange Scale { get; init; } = ValueRange.Symmetric(0.1);

    /// <summary>Interpolation of the image.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Linear;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new ScaleParameters(1 + Scale.Draw(ref random));

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var factor = Expect<ScaleParameters>(parameters).Scale;
        var scaled = new ImageSize(Math.Max((int)(size.Height * factor), 1), Math.Max((int)(size.Width * factor), 1));
        return new ResizeMotion(size, scaled, Interpolation) { Scale = factor };
    }
}
