namespace Foldline.Imaging;

/// <summary>Cuts out a given part. Recipe: <c>crop: {left: 0, top: 0, right: 256, bottom: 256}</c>.</summary>
/// <param name="left">First column.</param>
/// <param name="top">First row.</param>
/// <param name="right">Column after the last.</param>
/// <param name="bottom">Row after the last.</param>
public sealed class Crop(int left, int top, int right, int bottom) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "crop";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new CropMotion(size, top, left, new ImageSize(bottom - top, right - left));
}
