using System.Collections.Immutable;

namespace Foldline.Data.Folds;

/// <summary>
/// One random division into a training and a test side. Same sides in the same order as scikit-learn's <c>train_test_split</c>
/// (and <c>ShuffleSplit</c>, <c>StratifiedShuffleSplit</c>, <c>GroupShuffleSplit</c> for several splits).
/// </summary>
public static class TrainTestSplit
{
    /// <summary>Divides samples.</summary>
    /// <param name="count">Number of samples.</param>
    /// <param name="options">Sizes, shuffle, seed, number of splits.</param>
    /// <param name="classes">Class of each sample when both sides shall have the classes' shares; otherwise null.</param>
    /// <returns>One division for each split asked for.</returns>
    /// <exception cref="FoldlineException">FL4202, FL4203, FL4205: these samples cannot be divided so.</exception>
    public static IReadOnlyList<TrainTestIndices> Split(int count, TrainTestOptions options, LabelCodes? classes = null)
    {
        var (train, test) = Sizes(count, options);
        if (!options.Shuffle)
            return [InOrder(train, test, options, classes)];

        var random = new NumpyRandom(SeedOf(options));
        var stratified = classes is null ? null : new StratifiedShuffle(classes, train, test, random);
        return [.. Enumerable.Range(0, options.Splits).Select(_ => stratified?.Draw() ?? Shuffled(count, train, test, random))];
    }

    /// <summary>Divides groups; a group's samples stay together, ascending on either side.</summary>
    /// <param name="groups">Group of each sample.</param>
    /// <param name="options">Sizes (of groups, not samples), shuffle, seed, number of splits.</param>
    /// <returns>One division for each split asked for.</returns>
    /// <exception cref="FoldlineException">FL4203, FL4205: these groups cannot be divided so.</exception>
    public static IReadOnlyList<TrainTestIndices> SplitGroups(LabelCodes groups, TrainTestOptions options)
    {
        return [.. Split(groups.Count, options).Select(split => new TrainTestIndices(Members(split.Train), Members(split.Test)))];

        ImmutableArray<int> Members(ImmutableArray<int> side)
        {
            var chosen = side.ToHashSet();
            return [.. Enumerable.Range(0, groups.Codes.Length).Where(i => chosen.Contains(groups.Codes[i]))];
        }
    }

    /// <summary>
    /// Divides samples with several labels so that both sides have the labels' shares, ascending on either side. Same sides as
    /// <c>MultilabelStratifiedShuffleSplit</c> of the Python package iterative-stratification.
    /// </summary>
    /// <param name="labels">Which labels each sample carries [samples, labels].</param>
    /// <param name="options">Sizes, seed, number of splits; always shuffled.</param>
    /// <returns>One division for each split asked for.</returns>
    /// <exception cref="FoldlineException">FL4203, FL4205: these samples cannot be divided so.</exception>
    public static IReadOnlyList<TrainTestIndices> SplitLabels(bool[,] labels, TrainTestOptions options)
    {
        var count = labels.GetLength(0);
        var (train, test) = Sizes(count, options);
        var random = new NumpyRandom(SeedOf(options));
        double[] shares = [(double)train / (train + test), (double)test / (train + test)];
        return [.. Enumerable.Range(0, options.Splits).Select(_ =>
        {
            var sides = IterativeStratification.DivideShuffled(labels, random.Permutation(count), shares, random);
            return new TrainTestIndices([.. Enumerable.Range(0, count).Where(i => sides[i] == 0)], [.. Enumerable.Range(0, count).Where(i => sides[i] == 1)]);
        })];
    }

    private static long SeedOf(TrainTestOptions options) => options is { Shuffle: true, Seed: { } seed }
        ? seed
        : throw FoldlineException.User("FL4205", "A shuffled split needs a seed, or nobody could make it again. Give one.");

    /// <summary>The numbers of samples on both sides.</summary>
    private static (int Train, int Test) Sizes(int count, TrainTestOptions options)
    {
        var testSize = options.Test ?? (options.Train is null ? SplitSize.Fraction(0.25) : null);
        if (testSize?.Share + options.Train?.Share > 1)
            throw Unfit(count, $"the shares {options.Train} and {testSize} add up to more than 1");

        int? test = testSize is { } size ? (size.Share is { } share ? (int)Math.Ceiling(share * count) : size.Samples) : null;
        int? train = options.Train is { } wanted ? (wanted.Share is { } part ? (int)Math.Floor(part * count) : wanted.Samples) : null;
        test ??= count - train!.Value;
        train ??= count - test.Value;
        if (test < 1 || train < 1 || test + train > count)
            throw Unfit(count, $"{train} would train and {test} would test");
        return (train.Value, test.Value);
    }

    private static FoldlineException Unfit(int count, string reason) =>
        FoldlineException.User("FL4203", $"{count} samples cannot be split: {reason}. Change the sizes so that both sides get samples and none is used twice.");

    private static TrainTestIndices InOrder(int train, int test, TrainTestOptions options, LabelCodes? classes)
    {
        if (classes is not null)
            throw FoldlineException.User("FL4202", "A split without shuffling cannot be stratified. Shuffle, or leave the classes out.");
        if (options.Seed is { } seed)
            throw FoldlineException.User("FL4205", $"The seed {seed} of the split has no effect without shuffling. Shuffle, or leave the seed out.");
        return new TrainTestIndices([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, test)]);
    }

    private static TrainTestIndices Shuffled(int count, int train, int test, NumpyRandom random)
    {
        var order = random.Permutation(count);
        return new TrainTestIndices([.. order.AsSpan(test, train)], [.. order.AsSpan(0, test)]);
    }
}
