namespace Foldline.Imaging;

/// <summary>
/// Matches levels by their quantiles: a sample becomes the level of the reference at its own quantile, linear between levels that occur.
/// Definition: scikit-image 0.19, <c>exposure.match_histograms</c>.
/// </summary>
internal sealed class HistogramTransfer
{
    private readonly double[] levels;
    private readonly double[] matched;

    private HistogramTransfer(double[] levels, double[] matched) => (this.levels, this.matched) = (levels, matched);

    /// <summary>Matches the samples of one channel with those of a reference.</summary>
    /// <param name="samples">Samples of the image.</param>
    /// <param name="reference">Samples of the reference picture.</param>
    public static HistogramTransfer Between(double[] samples, double[] reference)
    {
        var (levels, quantiles) = Quantiles(samples);
        var (goalLevels, goal) = Quantiles(reference);
        return new HistogramTransfer(levels, [.. quantiles.Select(quantile => Interpolate(quantile, goal, goalLevels))]);
    }

    /// <summary>The level at a quantile.</summary>
    /// <param name="quantile">From 0 to 1.</param>
    /// <param name="goal">Rising quantiles of the reference's levels.</param>
    /// <param name="goalLevels">The levels that occur, rising.</param>
    public static double Interpolate(double quantile, ReadOnlySpan<double> goal, ReadOnlySpan<double> goalLevels)
    {
        var at = goal.BinarySearch(quantile);
        if (at >= 0)
            return goalLevels[at];
        var above = ~at;
        if (above == 0 || above == goal.Length)
            return goalLevels[above == 0 ? 0 : ^1];
        var slope = (goalLevels[above] - goalLevels[above - 1]) / (goal[above] - goal[above - 1]);
        return (slope * (quantile - goal[above - 1])) + goalLevels[above - 1];
    }

    /// <summary>What a sample of the image becomes.</summary>
    /// <param name="sample">A sample that was given to <see cref="Between"/>.</param>
    public double Match(double sample) => matched[Array.BinarySearch(levels, sample)];

    private static (double[] Levels, double[] Quantiles) Quantiles(double[] samples)
    {
        var sorted = (double[])samples.Clone();
        Array.Sort(sorted);
        var levels = new List<double>();
        var quantiles = new List<double>();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i + 1 < sorted.Length && sorted[i + 1].Equals(sorted[i]))
                continue;
            levels.Add(sorted[i]);
            quantiles.Add((i + 1) / (double)sorted.Length);
        }

        return ([.. levels], [.. quantiles]);
    }
}
