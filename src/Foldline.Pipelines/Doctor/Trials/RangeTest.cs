using System.Collections.Immutable;

namespace Foldline.Pipelines.Doctor.Trials;

/// <summary>The loss while the learning rate grows step by step, and what it says.</summary>
internal sealed record RangeTest
{
    private const double Memory = 0.8;

    // The first steps are at rates that change nothing: what the loss does there is chance.
    private const int QuietShare = 4;
    private const double Chance = 3;
    private const double LeastFall = 0.02;

    // Training counts as broken when the loss is above both: so much over the best, and so much over the start.
    private const double OverBest = 0.5;
    private const double OverStart = 0.25;

    // Steps over which the fall is measured.
    private const int Window = 6;

    private RangeTest()
    {
    }

    /// <summary>Rate at which the loss falls fastest; null when it never falls by more than chance.</summary>
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
        var quiet = Math.Max(2, rates.Count / QuietShare);
        var (start, deviation) = Quiet([.. smooth.Take(quiet)]);
        var best = Enumerable.Range(0, smooth.Length).MinBy(i => smooth[i]);
        var limit = Math.Max(smooth[best] + (OverBest * Math.Abs(smooth[best])), start + (OverStart * Math.Abs(start)));
        var end = Enumerable.Range(best, smooth.Length - best).Cast<int?>().FirstOrDefault(i => smooth[i!.Value] > limit);
        return new RangeTest
        {
            Suggestion = start - smooth[best] > Math.Max(LeastFall * Math.Abs(start), Chance * deviation) ? rates[Steepest(smooth, best, quiet)] : null,
            // Where the loss was not a number any more the test ended.
            Divergence = end is { } place ? rates[place] : losses.Count < rates.Count ? rates[Math.Max(losses.Count - 1, 0)] : null,
        };
    }

    private static (double Mean, double Deviation) Quiet(ImmutableArray<double> smooth)
    {
        var mean = smooth.Average();
        return (mean, Math.Sqrt(smooth.Average(value => (value - mean) * (value - mean))));
    }

    // The middle of the window over which the loss falls most, between the quiet steps and the best.
    private static int Steepest(ImmutableArray<double> smooth, int best, int quiet)
    {
        var window = Math.Min(Window, best);
        var first = Math.Min(quiet + window, best);
        return Enumerable.Range(first, best - first + 1).MinBy(i => smooth[i] - smooth[i - window]) - (window / 2);
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
