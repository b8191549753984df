using System.Collections.Immutable;

namespace Foldline.Pipelines.Doctor.Trials;

/// <summary>The loss while the learning rate grows step by step, and what it says.</summary>
internal sealed record RangeTest
{
    private const double Memory = 0.8;

    // Loss over the best so far at which training counts as broken.
    private const double Broken = 1.5;

    private RangeTest()
    {
    }

    /// <summary>Rate at which the loss falls fastest; null when it never falls.</summary>
    public double? Suggestion { get; private init; }

    /// <summary>Rate from which on the loss grows; null when it never does.</summary>
    public double? Divergence { get; private init; }

    /// <summary>Reads a test.</summary>
    /// <param name="rates">Learning rates, growing by one factor.</param>
    /// <param name="losses">Loss at each, perhaps fewer when the test ended early.</param>
    public static RangeTest Of(IReadOnlyList<double> rates, IReadOnlyList<double> losses)
    {
        var smooth = Smooth(losses);
        if (smooth.Length < 2)
            return new RangeTest { Divergence = losses.Count < rates.Count ? rates[0] : null };
        var best = Enumerable.Range(0, smooth.Length).MinBy(i => smooth[i]);
        var limit = smooth[best] + ((Broken - 1) * Math.Abs(smooth[best]));
        var end = Enumerable.Range(best, smooth.Length - best).Cast<int?>().FirstOrDefault(i => smooth[i!.Value] > limit);
        // Where the loss was not a number any more the test ended.
        var divergence = end is { } place ? rates[place] : losses.Count < rates.Count ? rates[losses.Count - 1] : (double?)null;
        var steepest = Enumerable.Range(1, Math.Max(best, 1)).MinBy(i => smooth[i] - smooth[i - 1]);
        return new RangeTest
        {
            Suggestion = best > 0 && smooth[best] < smooth[0] - (0.02 * Math.Abs(smooth[0])) ? rates[steepest] : null,
            Divergence = divergence,
        };
    }

    private static ImmutableArray<double> Smooth(IReadOnlyList<double> losses)
    {
        var smooth = ImmutableArray.CreateBuilder<double>();
        var (mean, weight) = (0.0, 0.0);
        foreach (var loss in losses.TakeWhile(double.IsFinite))
        {
            mean = (Memory * mean) + ((1 - Memory) * loss);
            weight = (Memory * weight) + (1 - Memory);
            smooth.Add(mean / weight);
        }

        return smooth.ToImmutable();
    }
}
