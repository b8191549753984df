namespace Foldline.Data.Folds;

/// <summary>
/// Consecutive blocks of (shuffled) samples; the first n mod k blocks have one more. Same folds as scikit-learn's <c>KFold</c>.
/// </summary>
/// <param name="count">Number of folds, at least 2.</param>
/// <param name="shuffle">Whether samples are shuffled first.</param>
/// <param name="seed">Seed of the shuffle; given if and only if there is one.</param>
/// <exception cref="FoldlineException">FL4201: fewer than 2 folds; FL4205: shuffle and seed do not go together.</exception>
public sealed class KFold(int count, bool shuffle = false, long? seed = null) : FoldSplitter(count, shuffle, seed)
{
    /// <inheritdoc/>
    protected override FoldSplit Divide(FoldInput input)
    {
        var order = Seed is { } start ? new NumpyRandom(start).Permutation(input.Count) : [.. Enumerable.Range(0, input.Count)];
        var folds = new int[input.Count];
        var (size, more) = Math.DivRem(input.Count, Count);
        var at = 0;
        for (var fold = 0; fold < Count; fold++)
        {
            var end = at + size + (fold < more ? 1 : 0);
            for (; at < end; at++)
                folds[order[at]] = fold;
        }

        return new FoldSplit(Count, [.. folds], []);
    }
}
