namespace Foldline.Data.Folds;

/// <summary>
/// Folds of nearly equal size in which no group is divided: the largest group first, each to the fold with the fewest samples.
/// Same folds as scikit-learn's <c>GroupKFold</c>.
/// </summary>
/// <param name="count">Number of folds, at least 2.</param>
/// <exception cref="FoldlineException">FL4201: fewer than 2 folds.</exception>
public sealed class GroupKFold(int count) : FoldSplitter(count, shuffle: false, seed: null)
{
    /// <inheritdoc/>
    protected override FoldSplit Divide(FoldInput input)
    {
        var groups = Groups(input);
        if (groups.Count < Count)
            throw FoldlineException.User("FL4201", $"{groups.Count} groups cannot be divided into {Count} folds. Ask for fewer folds.");

        var sizes = groups.Counts();
        var loads = new int[Count];
        var foldOfGroup = new int[groups.Count];
        foreach (var group in NumpySort.ArgSort(sizes).AsEnumerable().Reverse())
        {
            var lightest = Array.IndexOf(loads, loads.Min());
            loads[lightest] += sizes[group];
            foldOfGroup[group] = lightest;
        }

        return new FoldSplit(Count, [.. groups.Codes.Select(group => foldOfGroup[group])], []);
    }
}
