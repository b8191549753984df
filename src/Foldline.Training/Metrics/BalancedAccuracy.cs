using System.Globalization;

namespace Foldline.Training.Metrics;

/// <summary>
/// Mean over classes of the share of their samples that is found (recall). Classes without samples are left out and reported.
/// Definition: scikit-learn's <c>balanced_accuracy_score</c>.
/// </summary>
/// <param name="adjusted">Rescales so that chance is 0 and perfection 1.</param>
/// <param name="threshold">For a single column.</param>
public sealed class BalancedAccuracy(bool adjusted = false, double threshold = 0.5) : ConfusionMetric(threshold)
{
    /// <inheritdoc/>
    public override string Name => "balanced_accuracy";

    /// <summary>The value of a matrix.</summary>
    /// <param name="matrix">Counts of at least one sample.</param>
    /// <param name="adjusted">Rescales so that chance is 0 and perfection 1.</param>
    public static MetricResult Compute(ConfusionMatrix matrix, bool adjusted)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var classes = Enumerable.Range(0, matrix.Classes).ToList();
        var recalls = classes.Select(c => matrix[c, c] / matrix.OfTarget(c)).ToList();
        var defined = recalls.Where(recall => !double.IsNaN(recall)).ToList();
        if (defined.Count == 0)
            return new(double.NaN, [.. recalls], "the samples have no weight");
        var value = defined.Average();
        var chance = 1.0 / defined.Count;
        var missing = classes.Where(c => double.IsNaN(recalls[c])).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToList();
        return new(
            adjusted ? (value - chance) / (1 - chance) : value,
            [.. recalls],
            missing.Count == 0 ? null : $"class {string.Join(", ", missing)} does not occur and is left out");
    }

    /// <inheritdoc/>
    protected override MetricResult Compute(ConfusionMatrix matrix) => Compute(matrix, adjusted);
}
