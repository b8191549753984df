namespace Foldline.Training.Metrics;

/// <summary>
/// Area under the ROC curve of binary scores: the probability that a positive scores above a negative, ties counting one half
/// (equal to the trapezoids over distinct scores). Undefined, so NaN, when one of the two classes is missing.
/// </summary>
public static class RocArea
{
    /// <summary>The area with equal weights, from integer rank counts; exact but for one division. O(n), a radix sort.</summary>
    /// <param name="scores">Scores [n], higher for positives; any finite or infinite numbers, no NaN.</param>
    /// <param name="targets">1 for positives, 0 for negatives [n].</param>
    /// <returns>Area in [0, 1], or NaN when all targets are equal.</returns>
    /// <exception cref="FoldlineException">FL5101: the lengths differ, a score is NaN or a target is neither 0 nor 1.</exception>
    public static double Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets)
    {
        using var sorted = new ScoresByClass(scores, targets);
        var (positives, negatives) = (sorted.Positive.Length, sorted.Negative.Length);
        return positives == 0 || negatives == 0
            ? double.NaN
            : TwiceWins(sorted.Positive, sorted.Negative) / (2.0 * positives * negatives);
    }

    /// <summary>The area with sample weights.</summary>
    /// <param name="scores">Scores [n], no NaN.</param>
    /// <param name="targets">1 for positives, 0 for negatives [n].</param>
    /// <param name="weights">Weight of each sample [n], not negative; empty for equal weights.</param>
    /// <returns>Area in [0, 1], or NaN when one class has no weight.</returns>
    /// <exception cref="FoldlineException">FL5101: the lengths differ, a score is NaN or a target is neither 0 nor 1.</exception>
    public static double Compute(ReadOnlySpan<double> scores, ReadOnlySpan<int> targets, ReadOnlySpan<double> weights) =>
        weights.IsEmpty ? Compute(scores, targets) : RocCurve.Compute(scores, targets, weights).Area();

    // Over groups of equal scores, ascending: each positive wins against all negatives below and draws with those beside it.
    private static ulong TwiceWins(ReadOnlySpan<ulong> positive, ReadOnlySpan<ulong> negative)
    {
        var wins = 0UL;
        var (below, p) = (0, 0);
        while (p < positive.Length)
        {
            var key = positive[p];
            var first = p;
            while (p < positive.Length && positive[p] == key)
                p++;
            while (below < negative.Length && negative[below] < key)
                below++;
            var beside = below;
            while (beside < negative.Length && negative[beside] == key)
                beside++;
            wins += (ulong)(p - first) * (ulong)(below + beside);
            below = beside;
        }

        return wins;
    }
}
