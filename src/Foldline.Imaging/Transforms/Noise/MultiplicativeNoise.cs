using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Multiplies by random factors, clipped, integers cut off: one factor, one a channel, one a pixel or one a sample. Recipe:
/// <c>multiplicative_noise: {factor: [0.9, 1.1], per_channel: false, elementwise: false, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class MultiplicativeNoise : Transform
{
    /// <inheritdoc/>
    public override string Name => "multiplicative_noise";

    /// <summary>Range of the factors, at least 0.</summary>
    public ValueRange Factor { get; init; } = new(0.9, 1.1);

    /// <summary>Whether each channel has factors of its own.</summary>
    public bool PerChannel { get; init; }

    /// <summary>Whether each pixel has factors of its own.</summary>
    public bool Elementwise { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => !PerChannel;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        ImmutableArray<double> factors = PerChannel || Elementwise ? [] : [Factor.Draw(ref random)];
        return new MultiplicativeNoiseParameters(random.NextUInt64()) { Factors = factors };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Explicit factors of another number.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<MultiplicativeNoiseParameters>(parameters);
        if (drawn.Factors.IsEmpty && Elementwise)
            input.Rewrite((source, result) => NoiseKernels.MultiplyUniform(source, result, Factor, drawn.Seed, PerChannel));
        else if (drawn.Factors.Length > input.Channels)
            input.Rewrite((source, result) => NoiseKernels.Combine(source, result, drawn.Factors.AsSpan(), multiplied: true));
        else
            Multiply(input, drawn.Factors.IsEmpty ? DrawPerChannel(drawn.Seed, input.Channels) : drawn.Factors);
    }

    private ImmutableArray<double> DrawPerChannel(ulong seed, int channels)
    {
        var random = CounterRandom.For(seed);
        var factors = new double[channels];
        for (var c = 0; c < channels; c++)
            factors[c] = Factor.Draw(ref random);
        return [.. factors];
    }

    private static void Multiply(TransformInput input, ImmutableArray<double> factors)
    {
        if (factors.Length != 1 && factors.Length != input.Channels)
            throw new ArgumentException($"{factors.Length} factors do not fit {input.Channels} channels.", nameof(factors));
        if (input.PixelType != PixelType.UInt8)
        {
            double[] scale = [.. Enumerable.Range(0, input.Channels).Select(c => factors[factors.Length == 1 ? 0 : c])];
            input.Rewrite((source, result) => ArithmeticKernels.MapChannels(source, result, scale, new double[scale.Length], clip: true));
        }
        else
        {
            // One factor is rounded to 32 bit before the product, several after it: the reference's way.
            input.ApplyTable(factors.Length == 1
                ? PixelTable.From(value => (float)(value * (float)factors[0]))
                : PixelTable.PerChannel([.. factors.Select(factor => PixelTable.From(value => (float)(value * factor)))]));
        }
    }
}
