namespace Foldline.Imaging;

/// <summary>Exchanges rows and columns. Recipe: <c>transpose: {p: 0.5}</c>.</summary>
public sealed class Transpose : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "transpose";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size) => new DihedralMotion(size, Symmetry.Transpose);
}
