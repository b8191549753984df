namespace Foldline.Training.Metrics;

/// <summary>Weighted numbers of true and false positives at each distinct score, from the highest score to the lowest.</summary>
/// <param name="Thresholds">Distinct scores, descending.</param>
/// <param name="TruePositives">Weight of positives with at least that score.</param>
/// <param name="FalsePositives">Weight of negatives with at least that score.</param>
internal sealed record CumulativeCounts(List<double> Thresholds, List<double> TruePositives, List<double> FalsePositives)
{
    public static CumulativeCounts Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights)
    {
        _ = new PredictionBatch(scores, targets, 1, weights);
        var order = Descending(scores);
        var counts = new CumulativeCounts([], [], []);
        var (positive, negative) = (0.0, 0.0);
        var previous = double.NaN;
        foreach (var i in order)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0)
                continue;
            if (scores[i] != previous && !double.IsNaN(previous))
                counts.Append(previous, positive, negative);
            positive += targets[i] == 1 ? weight : 0;
            negative += targets[i] == 1 ? 0 : weight;
            previous = scores[i];
        }

        if (!double.IsNaN(previous))
            counts.Append(previous, positive, negative);
        return counts;
    }

    // Equal scores keep their order, so that weighted sums add up in the same order as in the reference.
    private static int[] Descending(ReadOnlySpan<double> scores)
    {
        var keys = new ulong[scores.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ~RadixSort.KeyOf(scores[i]);
        return RadixSort.Order(keys);
    }

    private void Append(double threshold, double positive, double negative)
    {
        Thresholds.Add(threshold);
        TruePositives.Add(positive);
        FalsePositives.Add(negative);
    }
}
