namespace Foldline.Imaging;

/// <summary>Exchanges top and bottom. Recipe: <c>vertical_flip: {p: 0.5}</c>.</summary>
public sealed class VerticalFlip : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "vertical_flip";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new DihedralMotion(size, Symmetry.FlipVertical);
}
