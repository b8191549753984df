namespace Foldline.Training.Metrics;

/// <summary>
/// A metric of the confusion matrix. Samples are taken for the class with the highest probability, or for class 1 where a single
/// column exceeds the threshold.
/// </summary>
/// <param name="threshold">For a single column.</param>
public abstract class ConfusionMetric(double threshold) : Metric
{
    /// <summary>The counts so far; null before the first sample.</summary>
    public ConfusionMatrix? Matrix { get; private set; }

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <inheritdoc/>
    public sealed override MetricResult Result() => Matrix is null ? new(double.NaN, [], "no samples were seen") : Compute(Matrix);

    /// <summary>The value of a matrix with at least one sample.</summary>
    /// <param name="matrix">The counts.</param>
    protected abstract MetricResult Compute(ConfusionMatrix matrix);

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        if (batch.IsMultiLabel)
            throw FoldlineException.User("FL5101", $"The metric '{Name}' needs one class a sample; the targets are multi-label.");
        var counts = new ConfusionMatrix(Math.Max(batch.Classes, 2));
        for (var i = 0; i < batch.Count; i++)
            counts.Add(batch.Targets[i], batch.PredictedClass(i, threshold), batch.Weight(i));
        Add(counts);
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other) => Add(((ConfusionMetric)other).Matrix!);

    /// <inheritdoc/>
    protected override void Clear() => Matrix = null;

    private void Add(ConfusionMatrix counts)
    {
        Matrix ??= new ConfusionMatrix(counts.Classes);
        Matrix.Add(counts);
    }
}
