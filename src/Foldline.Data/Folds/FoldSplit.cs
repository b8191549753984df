using System.Collections.Immutable;

namespace Foldline.Data.Folds;

/// <summary>The result of a splitter: for each sample the fold in which it validates; it trains in all others.</summary>
/// <param name="FoldCount">Number of folds.</param>
/// <param name="FoldOf">One fold number (from 0) a sample; -1 for samples that only train.</param>
/// <param name="Warnings">What the user should know, such as classes that are too rare for every fold; usually empty.</param>
public sealed record FoldSplit(int FoldCount, ImmutableArray<int> FoldOf, ImmutableArray<string> Warnings)
{
    /// <summary>Samples that validate in a fold, ascending.</summary>
    /// <param name="fold">Fold number from 0.</param>
    public int[] Validation(int fold) => [.. Enumerable.Range(0, FoldOf.Length).Where(i => FoldOf[i] == fold)];

    /// <summary>Samples that train in a fold, ascending.</summary>
    /// <param name="fold">Fold number from 0.</param>
    public int[] Training(int fold) => [.. Enumerable.Range(0, FoldOf.Length).Where(i => FoldOf[i] != fold)];
}
