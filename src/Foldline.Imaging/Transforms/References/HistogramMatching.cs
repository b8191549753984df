using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Gives each channel the histogram of a reference picture, blended with the image. 8-bit images. Recipe:
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
    /// <exception cref="FoldlineException">FL3030: the image is not 8-bit, or the reference picture has other channels.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var (chosen, share) = Expect<ReferenceParameters>(parameters);
        input.RequireUInt8(Name);
        using var reference = references[chosen].ToFit(input, Name);
        var counts = HistogramKernels.Count(input.Image);
        var wanted = HistogramKernels.Count(reference);
        // The reference cuts off what it matched in pictures of several channels, and in grey ones does not.
        var cut = input.Channels > 1;
        input.ApplyTable(PixelTable.PerChannel([.. Enumerable.Range(0, input.Channels).Select(c =>
            Table(counts.AsSpan(c * Levels, Levels), wanted.AsSpan(c * Levels, Levels), share, cut))]));
    }

    private static PixelTable Table(ReadOnlySpan<int> counts, ReadOnlySpan<int> wanted, double share, bool cut)
    {
        var quantiles = Quantiles(counts);
        var goal = Quantiles(wanted);
        var present = wanted.ToArray();
        int[] levels = [.. Enumerable.Range(0, Levels).Where(level => present[level] > 0)];
        return PixelTable.From(level =>
        {
            var matched = Interpolate(quantiles[level], levels, goal);
            return Math.Round(((cut ? Math.Floor(matched) : matched) * share) + (level * (1 - share)), MidpointRounding.ToEven);
        });
    }

    private static double[] Quantiles(ReadOnlySpan<int> counts)
    {
        var quantiles = new double[Levels];
        long sum = 0;
        for (var i = 0; i < Levels; i++)
        {
            sum += counts[i];
            quantiles[i] = sum;
        }

        return [.. quantiles.Select(value => value / sum)];
    }

    // The level of the reference at a quantile, linear between those that occur.
    private static double Interpolate(double quantile, int[] levels, double[] goal)
    {
        if (quantile <= goal[levels[0]])
            return levels[0];
        for (var i = 1; i < levels.Length; i++)
        {
            var (low, high) = (goal[levels[i - 1]], goal[levels[i]]);
            if (quantile == high)
                return levels[i];
            if (quantile < high)
                return ((levels[i] - levels[i - 1]) / (high - low) * (quantile - low)) + levels[i - 1];
        }

        return levels[^1];
    }
}
