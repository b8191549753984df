namespace Foldline.Data.Folds;

/// <summary>The folds of a stratified, grouped division as they fill.</summary>
internal sealed class ClassBalance(int folds, int[] classTotals)
{
    private readonly double[][] perFold = [.. Enumerable.Range(0, folds).Select(_ => new double[classTotals.Length])];

    /// <summary>Adds a group to the fold after which the classes are spread most evenly; of about equal folds to the smallest.</summary>
    /// <param name="group">Members of each class.</param>
    /// <returns>The fold.</returns>
    public int Add(double[] group)
    {
        var best = 0;
        var (bestSpread, bestSize) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var fold = 0; fold < folds; fold++)
        {
            var spread = SpreadWith(group, fold);
            var size = NumpySum.Pairwise(perFold[fold]);
            if (spread >= bestSpread && !(IsClose(spread, bestSpread) && size < bestSize))
                continue;
            (best, bestSpread, bestSize) = (fold, spread, size);
        }

        for (var c = 0; c < group.Length; c++)
            perFold[best][c] += group[c];
        return best;
    }

    /// <summary>How unevenly the classes would be spread over the folds: the mean over classes of the shares' deviation.</summary>
    private double SpreadWith(double[] group, int candidate)
    {
        Span<double> shares = stackalloc double[folds];
        var spreads = new double[classTotals.Length];
        for (var c = 0; c < spreads.Length; c++)
        {
            for (var fold = 0; fold < folds; fold++)
                shares[fold] = (perFold[fold][c] + (fold == candidate ? group[c] : 0)) / classTotals[c];
            spreads[c] = NumpySum.DeviationAcross(shares);
        }

        return NumpySum.Pairwise(spreads) / spreads.Length;
    }

    private static bool IsClose(double a, double b) => double.IsFinite(b) && Math.Abs(a - b) <= 1e-8 + (1e-5 * Math.Abs(b));
}
