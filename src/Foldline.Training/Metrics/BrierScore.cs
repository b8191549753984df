namespace Foldline.Training.Metrics;

/// <summary>
/// Mean squared distance of probabilities from what is true. One column or two classes: of class 1, as scikit-learn's
/// <c>brier_score_loss</c>. More classes: the sum over classes (Brier, 1950). Multi-label targets: the mean over labels.
/// </summary>
public sealed class BrierScore : Metric
{
    private double loss;
    private double total;

    /// <inheritdoc/>
    public override string Name => "brier";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Min;

    /// <summary>The weighted mean; NaN without samples.</summary>
    public override MetricResult Result() => total > 0 ? new(loss / total) : new(double.NaN, [], "no samples were seen");

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            loss += batch.Weight(i) * OfSample(batch, i);
            total += batch.Weight(i);
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        loss += ((BrierScore)other).loss;
        total += ((BrierScore)other).total;
    }

    /// <inheritdoc/>
    protected override void Clear() => (loss, total) = (0, 0);

    private static double OfSample(PredictionBatch batch, int sample)
    {
        var row = batch.Row(sample);
        if (!batch.IsMultiLabel && row.Length <= 2)
            return Square(row[^1] - batch.Targets[sample]);
        var sum = 0.0;
        for (var c = 0; c < row.Length; c++)
            sum += Square(row[c] - (batch.IsMultiLabel ? batch.Targets[(sample * row.Length) + c] : batch.Targets[sample] == c ? 1 : 0));
        return batch.IsMultiLabel ? sum / row.Length : sum;
    }

    private static double Square(double difference) => difference * difference;
}
