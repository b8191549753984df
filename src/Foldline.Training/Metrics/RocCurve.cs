using System.Collections.Immutable;

namespace Foldline.Training.Metrics;

/// <summary>
/// The points of a ROC curve, from (0, 0) to (1, 1): at each threshold, samples with at least that score are called positive.
/// Definition: scikit-learn 1.2's <c>roc_curve</c>.
/// </summary>
/// <param name="FalsePositiveRate">False positives over negatives, ascending; NaN when there are no negatives.</param>
/// <param name="TruePositiveRate">True positives over positives, ascending; NaN when there are no positives.</param>
/// <param name="Thresholds">Distinct scores, descending; the first is the highest score + 1, where nothing is called positive.</param>
public sealed record RocCurve(
    ImmutableArray<double> FalsePositiveRate,
    ImmutableArray<double> TruePositiveRate,
    ImmutableArray<double> Thresholds)
{
    /// <summary>Computes the curve.</summary>
    /// <param name="scores">Scores [n], higher for positives, no NaN.</param>
    /// <param name="targets">1 for positives, 0 for negatives [n].</param>
    /// <param name="weights">Weight of each sample [n], not negative; samples of weight 0 are left out; empty for equal weights.</param>
    /// <param name="dropCollinear">Leaves out points on a straight line between their neighbours, which change neither curve nor area.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths differ, a score is NaN or a target is neither 0 nor 1.</exception>
    public static RocCurve Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights = default, bool dropCollinear = false)
    {
        var counts = CumulativeCounts.Compute(scores, targets, weights);
        var keep = dropCollinear ? WithoutCollinear(counts) : [.. Enumerable.Range(0, counts.Thresholds.Count)];
        return new(
            Rates(counts.FalsePositives, keep),
            Rates(counts.TruePositives, keep),
            [.. counts.Thresholds.Take(1).Select(highest => highest + 1), .. keep.Select(i => counts.Thresholds[i])]);
    }

    /// <summary>Area under the curve by trapezoids; NaN when a class is missing.</summary>
    public double Area() => Trapezoids(FalsePositiveRate.AsSpan(), TruePositiveRate.AsSpan());

    /// <summary>
    /// Area up to a false-positive rate, rescaled so that chance is 0.5 and perfection 1 (McClish, 1989; scikit-learn's
    /// <c>roc_auc_score(max_fpr)</c>).
    /// </summary>
    /// <param name="maximum">Largest false-positive rate, in (0, 1].</param>
    public double PartialArea(double maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, 1);
        var area = Area();
        if (maximum == 1 || double.IsNaN(area))
            return area;

        var stop = 0;
        while (FalsePositiveRate[stop] <= maximum)
            stop++;
        var (x0, x1) = (FalsePositiveRate[stop - 1], FalsePositiveRate[stop]);
        var (y0, y1) = (TruePositiveRate[stop - 1], TruePositiveRate[stop]);
        double[] x = [.. FalsePositiveRate[..stop], maximum];
        double[] y = [.. TruePositiveRate[..stop], y0 + ((y1 - y0) / (x1 - x0) * (maximum - x0))];
        var chance = 0.5 * maximum * maximum;
        return 0.5 * (1 + ((Trapezoids(x, y) - chance) / (maximum - chance)));
    }

    private static double Trapezoids(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var area = 0.0;
        for (var i = 1; i < x.Length; i++)
            area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        return area;
    }

    private static ImmutableArray<double> Rates(IReadOnlyList<double> counts, IReadOnlyList<int> keep)
    {
        var total = counts.Count == 0 ? 0 : counts[^1];
        return [total > 0 ? 0 : double.NaN, .. keep.Select(i => total > 0 ? counts[i] / total : double.NaN)];
    }

    private static List<int> WithoutCollinear(CumulativeCounts counts)
    {
        var (negatives, positives, last) = (counts.FalsePositives, counts.TruePositives, counts.Thresholds.Count - 1);
        var keep = new List<int>();
        for (var i = 0; i <= last; i++)
        {
            if (i == 0 || i == last || SecondDifference(negatives, i) != 0 || SecondDifference(positives, i) != 0)
                keep.Add(i);
        }

        return keep;
    }

    private static double SecondDifference(IReadOnlyList<double> counts, int i) =>
        counts[i + 1] - counts[i] - (counts[i] - counts[i - 1]);
}
