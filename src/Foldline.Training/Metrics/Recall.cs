namespace Foldline.Training.Metrics;

/// <summary>Share of the positives that was found: scikit-learn's <c>recall_score</c>.</summary>
/// <param name="options">Average, threshold and the value of 0/0.</param>
public sealed class Recall(CountScoreOptions options) : CountScore(options)
{
    /// <inheritdoc/>
    public override string Name => "recall";

    /// <inheritdoc/>
    protected override (double Numerator, double Denominator) Quotient(in LabelCounts count) => (count.TruePositives, count.Targets);
}
