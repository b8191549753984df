namespace Foldline.Training.Metrics;

/// <summary>
/// Share of samples whose class is among the k with the highest scores. Of equal scores the higher class number comes first.
/// Definition: scikit-learn's <c>top_k_accuracy_score</c>.
/// </summary>
/// <param name="k">How many classes may be named, at least 1.</param>
public sealed class TopKAccuracy(int k) : Metric
{
    private readonly int limit = k >= 1 ? k : throw new ArgumentOutOfRangeException(nameof(k), k, "expected is at least 1");
    private double right;
    private double total;

    /// <inheritdoc/>
    public override string Name => "top_k_accuracy";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <summary>The weighted share in [0, 1]; NaN without samples.</summary>
    public override MetricResult Result() => total > 0 ? new(right / total) : new(double.NaN, [], "no samples were seen");

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        if (batch.IsMultiLabel)
            throw FoldlineException.User("FL5101", $"The metric '{Name}' needs one class a sample; the targets are multi-label.");
        for (var i = 0; i < batch.Count; i++)
        {
            var isRight = batch.Classes == 1
                ? limit > 1 || batch.PredictedClass(i) == batch.Targets[i]
                : CountBefore(batch.Row(i), batch.Targets[i]) < limit;
            right += isRight ? batch.Weight(i) : 0;
            total += batch.Weight(i);
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        right += ((TopKAccuracy)other).right;
        total += ((TopKAccuracy)other).total;
    }

    /// <inheritdoc/>
    protected override void Clear() => (right, total) = (0, 0);

    private static int CountBefore(ReadOnlySpan<double> row, int target)
    {
        var before = 0;
        for (var c = 0; c < row.Length; c++)
            before += row[c] > row[target] || (row[c] == row[target] && c > target) ? 1 : 0;
        return before;
    }
}
