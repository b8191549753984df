namespace Foldline.Data.Folds;

/// <summary>
/// Folds with the classes' shares of the whole as nearly as counts allow. Same folds as scikit-learn's <c>StratifiedKFold</c>:
/// classes are numbered by first appearance, the sorted class numbers are dealt out to the folds in turn to find how many members
/// of a class each fold gets, and each class's members take their folds in data order, shuffled if asked.
/// </summary>
/// <param name="count">Number of folds, at least 2.</param>
/// <param name="shuffle">Whether each class's folds are shuffled.</param>
/// <param name="seed">Seed of the shuffle; given if and only if there is one.</param>
/// <exception cref="FoldlineException">FL4201: fewer than 2 folds; FL4205: shuffle and seed do not go together.</exception>
public sealed class StratifiedKFold(int count, bool shuffle = false, long? seed = null) : FoldSplitter(count, shuffle, seed)
{
    /// <inheritdoc/>
    protected override FoldSplit Divide(FoldInput input)
    {
        var classes = Classes(input);
        var warnings = CheckClassSizes(classes);
        var members = MembersByFirstAppearance(classes);
        var random = Seed is { } start ? new NumpyRandom(start) : null;
        var folds = new int[input.Count];
        var dealt = 0;
        foreach (var list in members)
        {
            var ofClass = FoldsOfClass(list.Count, dealt);
            random?.Shuffle(ofClass.AsSpan());
            for (var i = 0; i < ofClass.Length; i++)
                folds[list[i]] = ofClass[i];
            dealt += list.Count;
        }

        return new FoldSplit(Count, [.. folds], warnings);
    }

    private static List<List<int>> MembersByFirstAppearance(LabelCodes classes)
    {
        var number = new Dictionary<int, int>();
        var members = new List<List<int>>();
        for (var i = 0; i < classes.Codes.Length; i++)
        {
            if (number.TryAdd(classes.Codes[i], members.Count))
                members.Add([]);
            members[number[classes.Codes[i]]].Add(i);
        }

        return members;
    }

    /// <summary>0…0 1…1 … with as many of each fold as it gets when the sorted samples number <paramref name="first"/> and on are dealt out in turn.</summary>
    private int[] FoldsOfClass(int size, int first)
    {
        var folds = new int[size];
        for (var i = 0; i < size; i++)
            folds[i] = (first + i) % Count;
        Array.Sort(folds);
        return folds;
    }
}
