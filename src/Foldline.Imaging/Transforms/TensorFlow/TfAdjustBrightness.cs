namespace Foldline.Imaging;

/// <summary>
/// Adds a number to all samples of a real image, without clipping. Recipe: <c>tf_adjust_brightness: {delta: 0.1, p: 1}</c>.
/// Definition: TensorFlow's <c>tf.image.adjust_brightness</c>.
/// </summary>
public sealed class TfAdjustBrightness : Transform
{
    /// <inheritdoc/>
    public override string Name => "tf_adjust_brightness";

    /// <summary>Range of what is added.</summary>
    public ValueRange Delta { get; init; } = ValueRange.Symmetric(0.1);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new TfColorParameters(Delta.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image does not hold real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var delta = Expect<TfColorParameters>(parameters).Value;
        input.RequireFloat(Name);
        input.Rewrite((source, result) => ArithmeticKernels.Map(source, result, 1, delta, clip: false));
    }
}
