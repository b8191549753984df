namespace Foldline.Imaging;

/// <summary>Turns by 0 to 3 right angles with equal chances. Recipe: <c>random_rotate_90: {p: 0.5}</c>.</summary>
public sealed class RandomRotate90 : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "random_rotate_90";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new QuarterTurnParameters(random.NextInt32(4));

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new DihedralMotion(size, (Expect<QuarterTurnParameters>(parameters).Turns & 3) switch
    {
        1 => Symmetry.Rotate90,
        2 => Symmetry.Rotate180,
        3 => Symmetry.Rotate270,
        _ => Symmetry.Identity,
    });
}
