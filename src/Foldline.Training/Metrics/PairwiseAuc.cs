namespace Foldline.Training.Metrics;

/// <summary>
/// Mean ROC area over all pairs of classes: within a pair (a, b), the mean of the area of a's score for a and of b's score for b
/// (Hand and Till, 2001; scikit-learn's <c>multi_class="ovo"</c>).
/// </summary>
internal static class PairwiseAuc
{
    public static double Compute(StoredPredictions predictions, bool weightBySize)
    {
        var (sum, total) = (0.0, 0.0);
        for (var a = 0; a < predictions.Classes; a++)
        {
            for (var b = a + 1; b < predictions.Classes; b++)
            {
                var (area, size) = Pair(predictions, a, b);
                var weight = weightBySize ? size / (double)predictions.Count : 1;
                sum += weight * area;
                total += weight;
            }
        }

        return sum / total;
    }

    private static (double Area, int Size) Pair(StoredPredictions predictions, int a, int b)
    {
        var (scoresOfA, scoresOfB) = (new List<double>(), new List<double>());
        var (isA, isB) = (new List<int>(), new List<int>());
        for (var i = 0; i < predictions.Count; i++)
        {
            var target = predictions.Targets[i];
            if (target != a && target != b)
                continue;
            scoresOfA.Add(predictions.Scores[(i * predictions.Classes) + a]);
            scoresOfB.Add(predictions.Scores[(i * predictions.Classes) + b]);
            isA.Add(target == a ? 1 : 0);
            isB.Add(target == b ? 1 : 0);
        }

        var area = (RocArea.Compute([.. scoresOfA], [.. isA]) + RocArea.Compute([.. scoresOfB], [.. isB])) / 2;
        return (area, isA.Count);
    }
}
