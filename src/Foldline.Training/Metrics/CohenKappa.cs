namespace Foldline.Training.Metrics;

/// <summary>
/// Agreement beyond chance, from -1 to 1 (Cohen, 1960; weighted: 1968). Definition: scikit-learn's <c>cohen_kappa_score</c> with all
/// class numbers as labels. Undefined, so NaN, when all samples are of one class and taken for it.
/// </summary>
/// <param name="weighting">How much each disagreement counts.</param>
/// <param name="threshold">For a single column.</param>
public sealed class CohenKappa(KappaWeighting weighting = KappaWeighting.None, double threshold = 0.5) : ConfusionMetric(threshold)
{
    /// <inheritdoc/>
    public override string Name => "cohen_kappa";

    /// <summary>The value of a matrix.</summary>
    /// <param name="matrix">Counts of at least one sample.</param>
    /// <param name="weighting">How much each disagreement counts.</param>
    public static double Compute(ConfusionMatrix matrix, KappaWeighting weighting)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var targets = Enumerable.Range(0, matrix.Classes).Select(matrix.OfTarget).ToArray();
        var predicted = Enumerable.Range(0, matrix.Classes).Select(matrix.OfPredicted).ToArray();
        var total = matrix.Total;
        var (observed, expected) = (0.0, 0.0);
        for (var t = 0; t < matrix.Classes; t++)
        {
            for (var p = 0; p < matrix.Classes; p++)
            {
                var weight = Weight(t - p, weighting);
                observed += weight * matrix[t, p];
                expected += weight * (targets[t] * predicted[p] / total);
            }
        }

        return 1 - (observed / expected);
    }

    /// <inheritdoc/>
    protected override MetricResult Compute(ConfusionMatrix matrix)
    {
        var value = Compute(matrix, weighting);
        return double.IsNaN(value) ? new(value, [], "all samples are of one class and taken for it") : new(value);
    }

    private static double Weight(int distance, KappaWeighting weighting) => weighting switch
    {
        KappaWeighting.Linear => Math.Abs(distance),
        KappaWeighting.Quadratic => (double)distance * distance,
        _ => distance == 0 ? 0 : 1,
    };
}
