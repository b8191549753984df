namespace Foldline.Imaging;

/// <summary>
/// Logarithm and standard score of a spectrogram: NaN becomes 0, values are clipped, then the natural logarithm, minus its mean over all
/// samples, over its population standard deviation plus epsilon. Real images. Recipe:
/// <c>log_z_score: {low: 0.0183, high: 2981, epsilon: 1e-6}</c> (the defaults are e^-4, e^8).
/// </summary>
public sealed class LogZScore : Transform
{
    /// <inheritdoc/>
    public override string Name => "log_z_score";

    /// <summary>Where values are clipped, above 0.</summary>
    public ValueRange Clip { get; init; } = new(Math.Exp(-4), Math.Exp(8));

    /// <summary>Added to the deviation, so that constant images give 0.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image does not hold real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireFloat(Name);
        input.Rewrite((source, result) => SignalKernels.LogScore(source, result, Clip, Epsilon));
    }
}
