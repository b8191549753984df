namespace Foldline.Training.Metrics;

/// <summary>
/// Weighted harmonic mean of precision and recall: scikit-learn's <c>fbeta_score</c>, with β = 1 <c>f1_score</c>.
/// </summary>
/// <param name="options">Average, threshold and the value of 0/0.</param>
/// <param name="beta">How much more recall counts than precision, above 0.</param>
public sealed class FScore(CountScoreOptions options, double beta = 1) : CountScore(options)
{
    private readonly double square = beta > 0 ? beta * beta : throw new ArgumentOutOfRangeException(nameof(beta), beta, "expected is a number above 0");

    /// <inheritdoc/>
    public override string Name => square == 1 ? "f1" : "fbeta";

    /// <inheritdoc/>
    protected override (double Numerator, double Denominator) Quotient(in LabelCounts count) =>
        ((1 + square) * count.TruePositives, (square * count.Targets) + count.Predicted);
}
