namespace Foldline.Data.Folds;

/// <summary>
/// Folds that keep groups together and the classes' shares as nearly as groups allow. Same folds as scikit-learn's
/// <c>StratifiedGroupKFold</c>: groups with uneven classes come first, each goes to the fold after which the classes are spread most
/// evenly over the folds.
/// </summary>
/// <param name="count">Number of folds, at least 2.</param>
/// <param name="shuffle">Whether groups are shuffled first.</param>
/// <param name="seed">Seed of the shuffle; given if and only if there is one.</param>
/// <param name="rule">Which algorithm is followed.</param>
/// <exception cref="FoldlineException">FL4201: fewer than 2 folds; FL4205: shuffle and seed do not go together.</exception>
public sealed class StratifiedGroupKFold(int count, bool shuffle = false, long? seed = null, StratifiedGroupRule rule = StratifiedGroupRule.Aligned)
    : FoldSplitter(count, shuffle, seed)
{
    /// <inheritdoc/>
    protected override FoldSplit Divide(FoldInput input)
    {
        var classes = Classes(input);
        var groups = Groups(input);
        var warnings = CheckClassSizes(classes);
        if (rule == StratifiedGroupRule.Aligned && groups.Count < Count)
            throw FoldlineException.User("FL4201", $"{groups.Count} groups cannot be divided into {Count} folds: some would be empty. Ask for fewer folds.");

        var counts = CountPerGroup(classes, groups);
        var rows = Seed is { } start ? new NumpyRandom(start).Permutation(groups.Count) : [.. Enumerable.Range(0, groups.Count)];
        var balance = new ClassBalance(Count, classes.Counts());
        var foldOfGroup = new int[groups.Count];
        var byUnevenness = Enumerable.Range(0, rows.Length).OrderByDescending(row => NumpySum.Deviation(counts[rows[row]]));
        foreach (var row in byUnevenness)
            foldOfGroup[rule == StratifiedGroupRule.Aligned ? rows[row] : row] = balance.Add(counts[rows[row]]);
        return new FoldSplit(Count, [.. groups.Codes.Select(group => foldOfGroup[group])], warnings);
    }

    private static double[][] CountPerGroup(LabelCodes classes, LabelCodes groups)
    {
        double[][] counts = [.. Enumerable.Range(0, groups.Count).Select(_ => new double[classes.Count])];
        for (var i = 0; i < groups.Codes.Length; i++)
            counts[groups.Codes[i]][classes.Codes[i]]++;
        return counts;
    }
}
