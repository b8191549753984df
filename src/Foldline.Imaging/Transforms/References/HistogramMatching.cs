using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Gives each channel the histogram of a reference picture, blended with the image. Recipe:
/// <c>histogram_matching: {references: [a.png], blend: [0.5, 1], p: 0.5}</c>. Definition: albumentations 1.3.1 with scikit-image 0.19.
/// </summary>
/// <param name="references">Pictures to choose from, at least one.</param>
public sealed class HistogramMatching(ImmutableArray<ReferencePicture> references) : Transform
{
    private const int Levels = 256;

    /// <inheritdoc/>
    public override string Name => "histogram_matching";

    /// <summary>Range of the matched picture's share, within 0 to 1.</summary>
    public ValueRange Blend { get; init; } = new(0.5, 1);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var chosen = random.NextInt32(references.Length);
        return new ReferenceParameters(chosen, Blend.Draw(ref random));
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the reference picture has other channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (chosen, share) = Expect<ReferenceParameters>(parameters);
        using var reference = references[chosen].ToFit(input, Name);
        switch (input.PixelType)
        {
            case PixelType.UInt8: MatchByTable(input, reference, share); break;
            case PixelType.UInt16: input.Rewrite((source, result) => Match<ushort>(source, reference, result, share, value => value, Rounded16)); break;
            default: input.Rewrite((source, result) => Match<float>(source, reference, result, share, value => value, value => (float)value)); break;
        }
    }

    // Matched levels are cut off in pictures of several channels of integers, as the reference does, and are not in grey ones.
    private static bool IsCut(Image image) => image.Channels > 1 && image.PixelType != PixelType.Float32;

    private static ushort Rounded16(double value) => (ushort)Math.Clamp(Math.Round(value, MidpointRounding.ToEven), 0, ushort.MaxValue);

    private static void MatchByTable(TransformInput input, Image reference, double share)
    {
        var counts = HistogramKernels.Count(input.Image);
        var wanted = HistogramKernels.Count(reference);
        var cut = input.Channels > 1;
        input.ApplyTable(PixelTable.PerChannel([.. Enumerable.Range(0, input.Channels).Select(c =>
            Table(counts.AsSpan(c * Levels, Levels), wanted.AsSpan(c * Levels, Levels), share, cut))]));
    }

    private static PixelTable Table(ReadOnlySpan<int> counts, ReadOnlySpan<int> wanted, double share, bool cut)
    {
        var quantiles = Quantiles(counts);
        var all = Quantiles(wanted);
        var present = wanted.ToArray();
        double[] levels = [.. Enumerable.Range(0, Levels).Where(level => present[level] > 0)];
        double[] goal = [.. levels.Select(level => all[(int)level])];
        return PixelTable.From(level =>
        {
            var matched = HistogramTransfer.Interpolate(quantiles[level], goal, levels);
            return Math.Round(((cut ? Math.Floor(matched) : matched) * share) + (level * (1 - share)), MidpointRounding.ToEven);
        });
    }

    private static double[] Quantiles(ReadOnlySpan<int> counts)
    {
        var sums = new double[Levels];
        long sum = 0;
        for (var i = 0; i < Levels; i++)
        {
            sum += counts[i];
            sums[i] = sum;
        }

        return [.. sums.Select(value => value / sum)];
    }

    private static void Match<T>(Image source, Image reference, Image result, double share, Func<T, double> read, Func<double, T> write)
        where T : unmanaged
    {
        for (var channel = 0; channel < source.Channels; channel++)
        {
            var samples = Channel(source, channel, read);
            var transfer = HistogramTransfer.Between(samples, Channel(reference, channel, read));
            var pixels = result.Pixels<T>();
            for (var i = 0; i < samples.Length; i++)
            {
                var matched = transfer.Match(samples[i]);
                pixels[(i * source.Channels) + channel] = write(((IsCut(source) ? Math.Floor(matched) : matched) * share) + (samples[i] * (1 - share)));
            }
        }
    }

    private static double[] Channel<T>(Image image, int channel, Func<T, double> read)
        where T : unmanaged
    {
        var pixels = image.Pixels<T>();
        var samples = new double[image.Height * image.Width];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = read(pixels[(i * image.Channels) + channel]);
        return samples;
    }
}
