namespace Foldline.Imaging;

/// <summary>Flips top and bottom, left and right, or both, with equal chances. Recipe: <c>flip: {p: 0.5}</c>.</summary>
public sealed class Flip : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "flip";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new FlipParameters(random.NextInt32(3) - 1);

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new DihedralMotion(size, Expect<FlipParameters>(parameters).Direction switch
    {
        0 => Symmetry.FlipVertical,
        1 => Symmetry.FlipHorizontal,
        _ => Symmetry.Rotate180,
    });
}
