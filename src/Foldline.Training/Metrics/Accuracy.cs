namespace Foldline.Training.Metrics;

/// <summary>
/// Share of samples whose class is predicted: the class with the highest score (the first of equals), or class 1 where a single
/// column exceeds 0.5. Multi-label targets count entry by entry (1 minus the Hamming loss), or sample by sample where all entries
/// must be right. Definition: scikit-learn's <c>accuracy_score</c> and <c>hamming_loss</c> with sample weights.
/// </summary>
/// <param name="subset">Whether a multi-label sample counts only when all its entries are right.</param>
public sealed class Accuracy(bool subset = false) : Metric
{
    private double right;
    private double total;

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <summary>The weighted share of right predictions in [0, 1]; NaN without samples.</summary>
    public override MetricResult Result() => total > 0 ? new(right / total) : new(double.NaN, [], "no samples were seen");

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var weight = batch.Weight(i);
            if (batch.IsMultiLabel)
            {
                var entries = CountRight(batch.Row(i), batch.Targets.Slice(i * batch.Classes, batch.Classes));
                right += subset ? (entries == batch.Classes ? weight : 0) : weight * entries / batch.Classes;
            }
            else if (batch.PredictedClass(i) == batch.Targets[i])
            {
                right += weight;
            }

            total += weight;
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        right += ((Accuracy)other).right;
        total += ((Accuracy)other).total;
    }

    /// <inheritdoc/>
    protected override void Clear() => (right, total) = (0, 0);

    private static double CountRight(ReadOnlySpan<double> row, ReadOnlySpan<int> targets)
    {
        var count = 0;
        for (var c = 0; c < row.Length; c++)
            count += (row[c] > 0.5 ? 1 : 0) == targets[c] ? 1 : 0;
        return count;
    }
}
