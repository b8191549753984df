namespace Foldline.Imaging;

/// <summary>Cuts out the middle; with an odd rest the upper left one. Recipe: <c>center_crop: {height: 224, width: 224}</c>.</summary>
/// <param name="crop">Size of the part.</param>
public sealed class CenterCrop(ImageSize crop) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "center_crop";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) =>
        new CropMotion(size, (size.Height - crop.Height) >> 1, (size.Width - crop.Width) >> 1, crop);
}
