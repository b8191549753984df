namespace Foldline.Imaging;

/// <summary>
/// The brown of old photographs: every pixel times a matrix, rounded and clipped. Recipe: <c>to_sepia: {p: 0.5}</c>.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class ToSepia : Transform
{
    private static readonly double[] Matrix = [0.393, 0.769, 0.189, 0.349, 0.686, 0.168, 0.272, 0.534, 0.131];

    /// <inheritdoc/>
    public override string Name => "to_sepia";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has not three channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireRgb(Name);
        input.Rewrite((source, result) => ColorKernels.Matrix(source, result, Matrix));
    }
}
