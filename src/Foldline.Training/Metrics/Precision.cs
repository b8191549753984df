namespace Foldline.Training.Metrics;

/// <summary>Share of what was called positive that is: scikit-learn's <c>precision_score</c>.</summary>
/// <param name="options">Average, threshold and the value of 0/0.</param>
public sealed class Precision(CountScoreOptions options) : CountScore(options)
{
    /// <inheritdoc/>
    public override string Name => "precision";

    /// <inheritdoc/>
    protected override (double Numerator, double Denominator) Quotient(in LabelCounts count) => (count.TruePositives, count.Predicted);
}
