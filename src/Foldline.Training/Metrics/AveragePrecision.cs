using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Training.Metrics;

/// <summary>
/// Area under the precision-recall curve in steps. Two classes (or one column): of class 1. More classes: each against the rest.
/// Multi-label targets: each label. Definition: scikit-learn's <c>average_precision_score</c>; a class without positives has 0, as
/// there, and is reported. Keeps all scores: 8 bytes a sample and class.
/// </summary>
/// <param name="average">How classes become one number.</param>
public sealed class AveragePrecision(ScoreAverage average = ScoreAverage.Auto) : Metric
{
    private readonly StoredPredictions predictions = new();

    private bool IsBinary => predictions.Classes == 1 || (predictions.Classes == 2 && !predictions.IsMultiLabel);

    /// <inheritdoc/>
    public override string Name => "average_precision";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <summary>The average precision of binary scores, in O(n).</summary>
    /// <param name="scores">Scores [n], higher for positives, no NaN.</param>
    /// <param name="targets">1 for positives, 0 for negatives [n].</param>
    /// <param name="weights">Weight of each sample [n], not negative; empty for equal weights.</param>
    /// <returns>From 0 to 1; 0 without positives.</returns>
    /// <exception cref="FoldlineException">FL5101: the lengths differ, a score is NaN or a target is neither 0 nor 1.</exception>
    public static double Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights = default)
    {
        if (weights.IsEmpty)
            return Unweighted(scores, targets);
        var counts = CumulativeCounts.Compute(scores, targets, weights);
        var (area, before) = (0.0, 0.0);
        for (var i = 0; i < counts.Thresholds.Count; i++)
        {
            var positives = counts.TruePositives[i];
            if (positives > before)
                area += (positives - before) * (positives / (positives + counts.FalsePositives[i]));
            before = positives;
        }

        return before == 0 ? 0 : area / before;
    }

    /// <summary>The average precision in [0, 1], with that of each class.</summary>
    /// <exception cref="FoldlineException">FL5101: the average does not fit the targets.</exception>
    public override MetricResult Result()
    {
        if (predictions.Count == 0)
            return new(double.NaN, [], "no samples were seen");
        if (IsBinary && average is not (ScoreAverage.Micro or ScoreAverage.Samples))
        {
            var value = OfClass(predictions.Classes - 1);
            return new(value, [value], Report([predictions.Classes - 1]));
        }

        if (average == ScoreAverage.Binary)
            throw FoldlineException.User("FL5101", $"The binary average of '{Name}' needs one column or two classes; use macro, micro or weighted.");
        if (average is ScoreAverage.Micro or ScoreAverage.Samples && !predictions.IsMultiLabel)
            throw FoldlineException.User("FL5101", $"The {(average == ScoreAverage.Micro ? "micro" : "samples")} average of '{Name}' needs multi-label targets; use macro or weighted.");
        var each = Enumerable.Range(0, predictions.Classes).Select(OfClass).ToImmutableArray();
        return average switch
        {
            ScoreAverage.Micro => new(Compute(predictions.Scores, predictions.Targets, predictions.EntryWeights()), each),
            ScoreAverage.Samples => new(MeanOverSamples(), each),
            ScoreAverage.Weighted => new(WeightedMean(each), each, Report(Enumerable.Range(0, each.Length))),
            _ => new(each.Average(), each, Report(Enumerable.Range(0, each.Length))),
        };
    }

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch) => predictions.Add(batch);

    /// <inheritdoc/>
    protected override void AddFrom(Metric other) => predictions.Add(((AveragePrecision)other).predictions);

    /// <inheritdoc/>
    protected override void Clear() => predictions.Clear();

    // Over groups of equal scores of positives, descending; negatives count from the group that they share a score with.
    private static double Unweighted(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets)
    {
        using var sorted = new ScoresByClass(scores, targets);
        var positive = sorted.Positive;
        var negative = sorted.Negative;
        var (area, p, n) = (0.0, positive.Length, negative.Length);
        while (p > 0)
        {
            var key = positive[p - 1];
            var before = p;
            while (p > 0 && positive[p - 1] == key)
                p--;
            while (n > 0 && negative[n - 1] >= key)
                n--;
            double called = positive.Length - p;
            area += (before - p) * (called / (called + (negative.Length - n)));
        }

        return positive.IsEmpty ? 0 : area / positive.Length;
    }

    private double OfClass(int c) => Compute(predictions.Column(c), predictions.Membership(c), predictions.Weights);

    private double WeightedMean(ImmutableArray<double> each)
    {
        var (sum, total) = (0.0, 0.0);
        for (var c = 0; c < each.Length; c++)
        {
            var weight = predictions.WeightOf(predictions.Membership(c));
            sum += weight * each[c];
            total += weight;
        }

        return total == 0 ? 0 : sum / total;
    }

    private double MeanOverSamples()
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < predictions.Count; i++)
        {
            sum += predictions.Weight(i) * Compute(predictions.RowScores(i), predictions.RowTargets(i));
            total += predictions.Weight(i);
        }

        return sum / total;
    }

    private string? Report(IEnumerable<int> classes)
    {
        var missing = classes.Where(c => predictions.WeightOf(predictions.Membership(c)) == 0).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToList();
        return missing.Count == 0 ? null : $"class {string.Join(", ", missing)} does not occur and counts as 0";
    }
}
