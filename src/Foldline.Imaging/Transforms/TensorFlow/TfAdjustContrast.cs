namespace Foldline.Imaging;

/// <summary>
/// Multiplies the distance of each sample from its channel's mean, without clipping; real images. Recipe:
/// <c>tf_adjust_contrast: {factor: [0.8, 1.2], p: 1}</c>. Definition: TensorFlow's <c>tf.image.adjust_contrast</c>.
/// </summary>
public sealed class TfAdjustContrast : Transform
{
    /// <inheritdoc/>
    public override string Name => "tf_adjust_contrast";

    /// <summary>Range of the factor, at least 0.</summary>
    public ValueRange Factor { get; init; } = new(0.8, 1.2);

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new TfColorParameters(Factor.Draw(ref random));

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image does not hold real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var factor = Expect<TfColorParameters>(parameters).Value;
        input.RequireFloat(Name);
        var scale = new double[input.Channels];
        Array.Fill(scale, factor);
        double[] offset = [.. ArithmeticKernels.ChannelMeans(input.Image).Select(mean => mean * (1 - factor))];
        input.Rewrite((source, result) => ArithmeticKernels.MapChannels(source, result, scale, offset, clip: false));
    }
}
