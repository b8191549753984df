namespace Foldline.Imaging;

/// <summary>
/// Multiplies the saturation of real RGB, which stays within 0 to 1. Recipe: <c>tf_adjust_saturation: {factor: [0.7, 1.3], p: 1}</c>.
/// Definition: TensorFlow's <c>tf.image.adjust_saturation</c>.
/// </summary>
public sealed class TfAdjustSaturation : Transform
{
    /// <inheritdoc/>
    public override string Name => "tf_adjust_saturation";

    /// <summary>Range of the factor, at least 0.</summary>
    public ValueRange Factor { get; init; } = new(0.7, 1.3);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new TfColorParameters(Factor.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is not RGB of real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var factor = Expect<TfColorParameters>(parameters).Value;
        input.RequireFloat(Name);
        input.RequireRgb(Name);
        input.Rewrite((source, result) => SignalKernels.TfSaturation(source, result, factor));
    }
}
