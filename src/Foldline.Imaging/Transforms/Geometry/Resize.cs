namespace Foldline.Imaging;

/// <summary>Changes the size; masks by nearest neighbour. Recipe: <c>resize: {height: 256, width: 256, interpolation: linear}</c>.</summary>
/// <param name="size">New height and width.</param>
/// <param name="interpolation">For the image.</param>
public sealed class Resize(ImageSize size, Interpolation interpolation = Interpolation.Linear) : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "resize";

    /// <summary>New height and width.</summary>
    public ImageSize Size { get; } = size;

    /// <summary>Interpolation of the image.</summary>
    public Interpolation Interpolation { get; } = interpolation;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new ResizeMotion(size, Size, Interpolation);
}
