namespace Foldline.Training.Metrics;

/// <summary>
/// Mean over samples of Σ t·ln(t/p): how far predicted distributions p are from true ones t. Probabilities are clipped to
/// [ε, 1 − ε] and not renormalised; terms with t = 0 are 0. Definition: the score of the HMS brain activity competition on Kaggle.
/// Class numbers count as a distribution with a single 1; the entries of multi-label targets as one distribution each.
/// </summary>
public sealed class KullbackLeibler : Metric
{
    private readonly double epsilon;
    private double sum;
    private double total;

    /// <summary>The divergence with a chosen clip.</summary>
    /// <param name="epsilon">Distance from 0 and 1 that probabilities keep, in (0, 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is not in (0, 0.5).</exception>
    public KullbackLeibler(double epsilon = 1e-15)
    {
        if (!(epsilon is > 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "expected is a number between 0 and 0.5");
        this.epsilon = epsilon;
    }

    /// <inheritdoc/>
    public override string Name => "kl_divergence";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Min;

    /// <inheritdoc/>
    protected override bool TakesDistributions => true;

    /// <summary>The weighted mean in nats; NaN without samples.</summary>
    public override MetricResult Result() => total > 0 ? new(sum / total) : new(double.NaN, [], "no samples were seen");

    /// <summary>The divergence of one sample in nats.</summary>
    /// <param name="probabilities">Predicted distribution [C].</param>
    /// <param name="distribution">True distribution [C].</param>
    public double OfSample(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> distribution)
    {
        var divergence = 0.0;
        for (var c = 0; c < probabilities.Length; c++)
            divergence += Term(probabilities[c], distribution[c]);
        return divergence;
    }

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            sum += batch.Weight(i) * OfSample(batch, i);
            total += batch.Weight(i);
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        sum += ((KullbackLeibler)other).sum;
        total += ((KullbackLeibler)other).total;
    }

    /// <inheritdoc/>
    protected override void Clear() => (sum, total) = (0, 0);

    private double OfSample(PredictionBatch batch, int sample)
    {
        var row = batch.Row(sample);
        if (batch.IsDistribution)
            return OfSample(row, batch.Distributions.Slice(sample * row.Length, row.Length));
        if (!batch.IsMultiLabel && row.Length > 1)
            return Term(row[batch.Targets[sample]], 1);
        var mean = 0.0;
        for (var c = 0; c < row.Length; c++)
            mean += Term(batch.Targets[(sample * row.Length) + c] == 1 ? row[c] : 1 - row[c], 1) / row.Length;
        return mean;
    }

    private double Term(double probability, double share) =>
        share == 0 ? 0 : share * Math.Log(share / Math.Clamp(probability, epsilon, 1 - epsilon));
}
