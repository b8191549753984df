using System.Collections.Immutable;

namespace Foldline.Pipelines.Blending;

/// <summary>
/// Turns scores into ranks between 0 and 1, so that runs whose probabilities are stretched differently can be averaged: the k-th smallest
/// of n becomes (k − ½)/n, equal scores the mean of their ranks. Every column and every group, such as a fold, is ranked by itself.
/// </summary>
internal static class RankScores
{
    /// <summary>The ranks.</summary>
    /// <param name="scores">[N · C] row by row.</param>
    /// <param name="classes">C.</param>
    /// <param name="groups">Group of each row [N].</param>
    public static double[] Of(ImmutableArray<double> scores, int classes, IReadOnlyList<int> groups)
    {
        var ranks = new double[scores.Length];
        foreach (var group in Enumerable.Range(0, groups.Count).GroupBy(row => groups[row]))
        {
            for (var c = 0; c < classes; c++)
                Rank(scores, ranks, [.. group.Select(row => (row * classes) + c)]);
        }

        return ranks;
    }

    private static void Rank(ImmutableArray<double> scores, double[] ranks, int[] places)
    {
        var sorted = places.OrderBy(place => scores[place]).ToArray();
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && scores[sorted[end]] == scores[sorted[start]])
                end++;
            // Places start … end - 1 are equal; their ranks from 1 have the mean (start + 1 + end) / 2.
            for (var i = start; i < end; i++)
                ranks[sorted[i]] = (((start + 1 + end) / 2.0) - 0.5) / sorted.Length;
            start = end;
        }
    }
}
