namespace Foldline.Training.Metrics;

/// <summary>
/// Mean negative logarithm of the probability given to the true class. Probabilities are clipped to [ε, 1 − ε], then each row is
/// divided by its sum. Definition: scikit-learn 1.2's <c>log_loss</c>. Multi-label targets: the mean over entries of the binary loss.
/// </summary>
public sealed class LogLoss : Metric
{
    /// <summary>Machine epsilon of float64, 2^-52: what scikit-learn 1.2 clips float64 predictions with.</summary>
    public const double Float64Epsilon = 2.220446049250313e-16;

    /// <summary>Machine epsilon of float32, 2^-23: what scikit-learn 1.2 clips float32 predictions with.</summary>
    public const double Float32Epsilon = 1.1920928955078125e-07;

    private readonly double epsilon;
    private double loss;
    private double total;

    /// <summary>A log loss with a chosen clip.</summary>
    /// <param name="epsilon">Distance from 0 and 1 that probabilities keep, in (0, 0.5). Scikit-learn before 1.2 used 1e-15.</param>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is not in (0, 0.5).</exception>
    public LogLoss(double epsilon = Float64Epsilon)
    {
        if (!(epsilon is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "expected is a number between 0 and 0.5");
        this.epsilon = epsilon;
    }

    /// <inheritdoc/>
    public override string Name => "log_loss";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Min;

    /// <summary>Weighted sum of the losses of all samples (not divided by the weights), in nats.</summary>
    public double Sum => loss;

    /// <summary>The weighted mean in nats; NaN without samples.</summary>
    public override MetricResult Result() => total > 0 ? new(loss / total) : new(double.NaN, [], "no samples were seen");

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var weight = batch.Weight(i);
            var row = batch.Row(i);
            if (batch.IsMultiLabel)
            {
                for (var c = 0; c < row.Length; c++)
                    loss += weight * Binary(row[c], batch.Targets[(i * row.Length) + c]) / row.Length;
            }
            else
            {
                loss += weight * (row.Length == 1 ? Binary(row[0], batch.Targets[i]) : OfClass(row, batch.Targets[i]));
            }

            total += weight;
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        loss += ((LogLoss)other).loss;
        total += ((LogLoss)other).total;
    }

    /// <inheritdoc/>
    protected override void Clear() => (loss, total) = (0, 0);

    private double Clip(double probability) => Math.Clamp(probability, epsilon, 1 - epsilon);

    private double Binary(double probability, int target)
    {
        var positive = Clip(probability);
        var negative = 1 - positive;
        return -Math.Log((target == 1 ? positive : negative) / (negative + positive));
    }

    private double OfClass(ReadOnlySpan<double> row, int target)
    {
        var sum = 0.0;
        foreach (var probability in row)
            sum += Clip(probability);
        return -Math.Log(Clip(row[target]) / sum);
    }
}
