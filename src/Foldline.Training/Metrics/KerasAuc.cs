using System.Collections.Immutable;

namespace Foldline.Training.Metrics;

/// <summary>
/// Keras's approximate ROC area: trapezoids over n fixed thresholds −1e-7, k/(n − 1), 1 + 1e-7, a score counting as positive
/// above one. Multi-label targets and more than two classes: the mean over labels. A label of one class only has area 0, as
/// there, and is reported. Definition: <c>tf.keras.metrics.AUC</c>. Keeps 2·n counts a label instead of all scores.
/// </summary>
public sealed class KerasAuc : Metric
{
    private readonly double[] thresholds;
    private double[][] positives = [];
    private double[][] negatives = [];

    /// <summary>An area over a number of thresholds.</summary>
    /// <param name="thresholdCount">n, at least 2.</param>
    public KerasAuc(int thresholdCount = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholdCount, 2);
        thresholds = new double[thresholdCount];
        for (var k = 1; k < thresholdCount - 1; k++)
            thresholds[k] = k / (thresholdCount - 1.0);
        (thresholds[0], thresholds[^1]) = (-1e-7, 1 + 1e-7);
    }

    /// <inheritdoc/>
    public override string Name => "keras_auc";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Max;

    /// <summary>The area in [0, 1], with the area of each label.</summary>
    public override MetricResult Result()
    {
        if (positives.Length == 0)
            return new(double.NaN, [], "no samples were seen");
        var areas = positives.Zip(negatives, Area).ToImmutableArray();
        var isMissing = positives.Concat(negatives).Any(counts => counts.Sum() == 0);
        return new(areas.Average(), areas, isMissing ? "a label has one class only and counts as 0" : null);
    }

    /// <inheritdoc/>
    protected override void Add(PredictionBatch batch)
    {
        var first = !batch.IsMultiLabel && batch.Classes == 2 ? 1 : 0;
        Accept(batch.Classes - first);
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            for (var label = 0; label < positives.Length; label++)
            {
                var c = label + first;
                var isPositive = batch.IsMultiLabel ? batch.Targets[(i * row.Length) + c] == 1 : batch.Targets[i] == (row.Length == 1 ? 1 : c);
                (isPositive ? positives : negatives)[label][CountBelow(row[c])] += batch.Weight(i);
            }
        }
    }

    /// <inheritdoc/>
    protected override void AddFrom(Metric other)
    {
        var auc = (KerasAuc)other;
        if (auc.thresholds.Length != thresholds.Length)
            throw new ArgumentException($"An area over {auc.thresholds.Length} thresholds cannot be merged into one over {thresholds.Length}.", nameof(other));
        Accept(auc.positives.Length);
        for (var label = 0; label < positives.Length; label++)
        {
            for (var k = 0; k <= thresholds.Length; k++)
            {
                positives[label][k] += auc.positives[label][k];
                negatives[label][k] += auc.negatives[label][k];
            }
        }
    }

    /// <inheritdoc/>
    protected override void Clear() => (positives, negatives) = ([], []);

    // Number of thresholds that a score exceeds.
    private int CountBelow(double score)
    {
        var (low, high) = (0, thresholds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (score > thresholds[middle])
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private double Area(double[] ofPositives, double[] ofNegatives)
    {
        var (allPositives, allNegatives) = (ofPositives.Sum(), ofNegatives.Sum());
        if (allPositives == 0 || allNegatives == 0)
            return 0;
        var (area, x, y) = (0.0, ofNegatives[^1], ofPositives[^1]);
        for (var k = thresholds.Length - 1; k >= 1; k--)
        {
            var (nextX, nextY) = (x + ofNegatives[k], y + ofPositives[k]);
            area += (nextX - x) * (nextY + y) / 2;
            (x, y) = (nextX, nextY);
        }

        return area / (allPositives * allNegatives);
    }

    private void Accept(int labels)
    {
        if (positives.Length == 0)
        {
            positives = [.. Enumerable.Range(0, labels).Select(_ => new double[thresholds.Length + 1])];
            negatives = [.. Enumerable.Range(0, labels).Select(_ => new double[thresholds.Length + 1])];
        }
        else if (positives.Length != labels)
        {
            throw FoldlineException.User("FL5101", $"A metric cannot use these predictions: earlier batches had {positives.Length} labels, this one has {labels}.");
        }
    }
}
