namespace Foldline.Imaging;

/// <summary>
/// Turns the hue of real RGB by a fraction of the circle. Recipe: <c>tf_adjust_hue: {delta: 0.1, p: 1}</c>.
/// Definition: TensorFlow's <c>tf.image.adjust_hue</c>.
/// </summary>
public sealed class TfAdjustHue : Transform
{
    /// <inheritdoc/>
    public override string Name => "tf_adjust_hue";

    /// <summary>Range of the turn, within -1 to 1.</summary>
    public ValueRange Delta { get; init; } = ValueRange.Symmetric(0.1);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new TfColorParameters(Delta.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image is not RGB of real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var delta = Expect<TfColorParameters>(parameters).Value;
        input.RequireFloat(Name);
        input.RequireRgb(Name);
        input.Rewrite((source, result) => SignalKernels.TfHue(source, result, delta));
    }
}
