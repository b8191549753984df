namespace Foldline.Imaging;

/// <summary>
/// Adds normal noise, clipped, integers cut off. Recipe: <c>gauss_noise: {variance: [10, 50], mean: 0, per_channel: true, p: 0.5}</c>, all in the
/// units of the samples. Definition: albumentations 1.3.1; the field comes from the counter-based generator.
/// </summary>
public sealed class GaussNoise : Transform
{
    /// <inheritdoc/>
    public override string Name => "gauss_noise";

    /// <summary>Range of the variance, at least 0.</summary>
    public ValueRange Variance { get; init; } = new(10, 50);

    /// <summary>Mean of the noise.</summary>
    public double Mean { get; init; }

    /// <summary>Whether each channel has noise of its own; otherwise all channels of a pixel get the same.</summary>
    public bool PerChannel { get; init; } = true;

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => !PerChannel;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var sigma = Math.Sqrt(Variance.Draw(ref random));
        return new GaussNoiseParameters(sigma, random.NextUInt64());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An explicit field of another size.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<GaussNoiseParameters>(parameters);
        input.Rewrite((source, result) =>
        {
            if (drawn.Noise.IsEmpty)
                NoiseKernels.AddGaussian(source, result, Mean, drawn.Sigma, drawn.Seed, PerChannel);
            else
                NoiseKernels.Combine(source, result, drawn.Noise.AsSpan(), multiplied: false);
        });
    }
}
