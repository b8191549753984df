namespace Foldline.Data.Folds;

/// <summary>Draws train/test divisions that keep the classes' shares, as scikit-learn's <c>StratifiedShuffleSplit</c> does.</summary>
internal sealed class StratifiedShuffle
{
    private readonly int train;
    private readonly int test;
    private readonly NumpyRandom random;
    private readonly int[] counts;
    private readonly int[][] members;

    /// <summary>Checks that every class can be on both sides.</summary>
    public StratifiedShuffle(LabelCodes classes, int train, int test, NumpyRandom random)
    {
        this.train = train;
        this.test = test;
        this.random = random;
        counts = classes.Counts();
        var rarest = Array.IndexOf(counts, counts.Min());
        if (counts[rarest] < 2)
            throw FoldlineException.User("FL4202", $"Class '{classes.Names[rarest]}' has a single member, which cannot be on both sides of a stratified split. Leave it out or split without classes.");
        if (Math.Min(train, test) < counts.Length)
            throw FoldlineException.User("FL4203", $"A stratified split of {counts.Length} classes needs as many samples on either side, but {train} would train and {test} would test. Change the sizes.");
        members = [.. counts.Select(count => new int[count])];
        var filled = new int[counts.Length];
        for (var i = 0; i < classes.Codes.Length; i++)
            members[classes.Codes[i]][filled[classes.Codes[i]]++] = i;
    }

    /// <summary>The next division.</summary>
    public TrainTestIndices Draw()
    {
        var inTrain = Apportion(counts, train);
        var inTest = Apportion([.. counts.Zip(inTrain, (all, taken) => all - taken)], test);
        var trainSide = new List<int>(train);
        var testSide = new List<int>(test);
        for (var c = 0; c < counts.Length; c++)
        {
            var order = random.Permutation(counts[c]);
            trainSide.AddRange(order.Take(inTrain[c]).Select(i => members[c][i]));
            testSide.AddRange(order.Skip(inTrain[c]).Take(inTest[c]).Select(i => members[c][i]));
        }

        return new TrainTestIndices([.. Permuted(trainSide)], [.. Permuted(testSide)]);
    }

    private IEnumerable<int> Permuted(List<int> values) => random.Permutation(values.Count).Select(i => values[i]);

    /// <summary>
    /// How many of each class a side gets: its share rounded down, the missing ones to the largest fractional parts, ties by lot.
    /// </summary>
    private int[] Apportion(int[] available, int wanted)
    {
        var total = (double)available.Sum();
        var shares = Array.ConvertAll(available, count => count / total * wanted);
        var result = Array.ConvertAll(shares, share => (int)Math.Floor(share));
        var missing = wanted - result.Sum();
        var fractions = shares.Select(share => share - Math.Floor(share)).ToArray();
        foreach (var level in fractions.Distinct().OrderDescending())
        {
            if (missing <= 0)
                break;
            int[] tied = [.. Enumerable.Range(0, fractions.Length).Where(i => fractions[i] == level)];
            var take = Math.Min(tied.Length, missing);
            foreach (var i in random.Choice(tied.Length, take, replace: false))
                result[tied[i]]++;
            missing -= take;
        }

        return result;
    }
}
