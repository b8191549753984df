namespace Foldline.Imaging;

/// <summary>Exchanges left and right. Recipe: <c>horizontal_flip: {p: 0.5}</c>.</summary>
public sealed class HorizontalFlip : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "horizontal_flip";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new DihedralMotion(size, Symmetry.FlipHorizontal);
}
