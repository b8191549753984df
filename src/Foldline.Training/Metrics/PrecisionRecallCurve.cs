using System.Collections.Immutable;

namespace Foldline.Training.Metrics;

/// <summary>
/// The points of a precision-recall curve: at each threshold, samples with at least that score are called positive. Definition:
/// scikit-learn 1.2's <c>precision_recall_curve</c>.
/// </summary>
/// <param name="Precision">Share of the called that are positive [n + 1]; the last, where nothing is called, is 1.</param>
/// <param name="Recall">Share of the positives that are called [n + 1], descending to 0; 1 throughout when there are no positives.</param>
/// <param name="Thresholds">Distinct scores [n], ascending.</param>
public sealed record PrecisionRecallCurve(
    ImmutableArray<double> Precision,
    ImmutableArray<double> Recall,
    ImmutableArray<double> Thresholds)
{
    /// <summary>Computes the curve.</summary>
    /// <param name="scores">Scores [n], higher for positives, no NaN.</param>
    /// <param name="targets">1 for positives, 0 for negatives [n].</param>
    /// <param name="weights">Weight of each sample [n], not negative; samples of weight 0 are left out; empty for equal weights.</param>
    /// <exception cref="FoldlineException">FL5101: the lengths differ, a score is NaN or a target is neither 0 nor 1.</exception>
    public static PrecisionRecallCurve Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights = default)
    {
        var counts = CumulativeCounts.Compute(scores, targets, weights);
        var points = counts.Thresholds.Count;
        var total = points == 0 ? 0 : counts.TruePositives[^1];
        var precision = ImmutableArray.CreateBuilder<double>(points + 1);
        var recall = ImmutableArray.CreateBuilder<double>(points + 1);
        for (var i = points - 1; i >= 0; i--)
        {
            var called = counts.TruePositives[i] + counts.FalsePositives[i];
            precision.Add(called == 0 ? 0 : counts.TruePositives[i] / called);
            recall.Add(total == 0 ? 1 : counts.TruePositives[i] / total);
        }

        precision.Add(1);
        recall.Add(0);
        counts.Thresholds.Reverse();
        return new(precision.MoveToImmutable(), recall.MoveToImmutable(), [.. counts.Thresholds]);
    }

    /// <summary>Area in steps: each precision counts by the recall that its threshold adds (average precision).</summary>
    public double Area()
    {
        var area = 0.0;
        for (var i = 0; i + 1 < Recall.Length; i++)
            area += (Recall[i] - Recall[i + 1]) * Precision[i];
        return area;
    }
}
