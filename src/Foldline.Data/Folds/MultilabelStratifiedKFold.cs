namespace Foldline.Data.Folds;

/// <summary>
/// Folds that balance several labels a sample at once. Same folds as <c>MultilabelStratifiedKFold</c> of the Python package
/// iterative-stratification. Ties are decided by lot even without shuffling.
/// </summary>
/// <param name="count">Number of folds, at least 2.</param>
/// <param name="shuffle">Whether samples are shuffled first.</param>
/// <param name="seed">Seed of shuffle and lots; given if and only if samples are shuffled.</param>
/// <param name="tieSeed">Seed of the lots without shuffling.</param>
/// <exception cref="FoldlineException">FL4201: fewer than 2 folds; FL4205: shuffle and seed do not go together.</exception>
public sealed class MultilabelStratifiedKFold(int count, bool shuffle = false, long? seed = null, long tieSeed = 0) : FoldSplitter(count, shuffle, seed)
{
    /// <inheritdoc/>
    protected override FoldSplit Divide(FoldInput input)
    {
        var labels = input.Labels ?? throw FoldlineException.User("FL4202", "Multi-label folds need the labels of each sample. Name the columns in the recipe ('by').");
        var random = new NumpyRandom(Seed ?? tieSeed);
        int[] order = Seed is null ? [.. Enumerable.Range(0, input.Count)] : random.Permutation(input.Count);
        var folds = IterativeStratification.DivideShuffled(labels, order, [.. Enumerable.Repeat(1.0 / Count, Count)], random);
        return new FoldSplit(Count, [.. folds], []);
    }
}
