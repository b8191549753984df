namespace Foldline.Training.Metrics;

/// <summary>Intersection over union of what is positive and what was called so: scikit-learn's <c>jaccard_score</c>.</summary>
/// <param name="options">Average, threshold and the value of 0/0.</param>
public sealed class Jaccard(CountScoreOptions options) : CountScore(options)
{
    /// <inheritdoc/>
    public override string Name => "jaccard";

    /// <inheritdoc/>
    protected override (double Numerator, double Denominator) Quotient(in LabelCounts count) =>
        (count.TruePositives, count.TruePositives + count.FalsePositives + count.FalseNegatives);
}
