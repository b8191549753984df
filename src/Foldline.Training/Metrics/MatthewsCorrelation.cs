namespace Foldline.Training.Metrics;

/// <summary>
/// Matthews' correlation of true and predicted classes, from -1 to 1; 0 when either has one class only. Definition: scikit-learn's
/// <c>matthews_corrcoef</c> (Gorodkin, 2004, for more than two classes).
/// </summary>
/// <param name="threshold">For a single column.</param>
public sealed class MatthewsCorrelation(double threshold = 0.5) : ConfusionMetric(threshold)
{
    /// <inheritdoc/>
    public override string Name => "matthews_corrcoef";

    /// <summary>The value of a matrix.</summary>
    /// <param name="matrix">Counts of at least one sample.</param>
    public static double Of(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var total = matrix.Total;
        var (both, targets, predicted) = (0.0, 0.0, 0.0);
        for (var c = 0; c < matrix.Classes; c++)
        {
            var (t, p) = (matrix.OfTarget(c), matrix.OfPredicted(c));
            both += t * p;
            targets += t * t;
            predicted += p * p;
        }

        var spread = ((total * total) - predicted) * ((total * total) - targets);
        return spread == 0 ? 0 : ((matrix.Right * total) - both) / Math.Sqrt(spread);
    }

    /// <inheritdoc/>
    protected override MetricResult Compute(ConfusionMatrix matrix) => new(Of(matrix));
}
