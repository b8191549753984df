using System.Collections.Immutable;

namespace Foldline.Data.Folds;

/// <summary>Divides samples into folds. A splitter is immutable; the same input gives the same folds each time.</summary>
public abstract class FoldSplitter
{
    /// <summary>Checks what all splitters share.</summary>
    /// <param name="count">Number of folds, at least 2.</param>
    /// <param name="shuffle">Whether samples are shuffled first.</param>
    /// <param name="seed">Seed of the shuffle; given if and only if there is one.</param>
    /// <exception cref="FoldlineException">FL4201: fewer than 2 folds; FL4205: shuffle and seed do not go together.</exception>
    protected FoldSplitter(int count, bool shuffle, long? seed)
    {
        if (count < 2)
            throw FoldlineException.User("FL4201", $"{count} folds cannot be made. Ask for 2 or more, so that every sample can train and validate.");
        if (seed is not null && !shuffle)
            throw FoldlineException.User("FL4205", $"The seed {seed} of the folds has no effect without shuffling. Shuffle, or leave the seed out.");
        if (seed is null && shuffle)
            throw FoldlineException.User("FL4205", "Shuffled folds need a seed, or nobody could make them again. Give one.");
        Count = count;
        Seed = seed;
    }

    /// <summary>Number of folds.</summary>
    public int Count { get; }

    /// <summary>Seed of the shuffle, or null when there is none.</summary>
    public long? Seed { get; }

    /// <summary>Divides samples into folds.</summary>
    /// <param name="input">Number of samples, and their classes and groups where the splitter needs them.</param>
    /// <exception cref="FoldlineException">FL4201 to FL4204: these samples cannot be divided so.</exception>
    public FoldSplit Split(FoldInput input)
    {
        if (input.Count < Count)
            throw FoldlineException.User("FL4201", $"{input.Count} samples cannot be divided into {Count} folds. Ask for fewer folds.");
        CheckLength(input.Classes?.Codes.Length, input.Count);
        CheckLength(input.Groups?.Codes.Length, input.Count);
        CheckLength(input.Labels?.GetLength(0), input.Count);
        return Divide(input);
    }

    /// <summary>Divides samples whose numbers have been checked.</summary>
    /// <param name="input">At least as many samples as folds.</param>
    protected abstract FoldSplit Divide(FoldInput input);

    /// <summary>The classes, which this splitter needs.</summary>
    /// <param name="input">What the caller gave.</param>
    /// <exception cref="FoldlineException">FL4202: none were given.</exception>
    protected static LabelCodes Classes(FoldInput input) => input.Classes
        ?? throw FoldlineException.User("FL4202", "Stratified folds need the class of each sample. Name the column in the recipe ('by').");

    /// <summary>The groups, which this splitter needs.</summary>
    /// <param name="input">What the caller gave.</param>
    /// <exception cref="FoldlineException">FL4202: none were given.</exception>
    protected static LabelCodes Groups(FoldInput input) => input.Groups
        ?? throw FoldlineException.User("FL4202", "Grouped folds need the group of each sample. Name the column in the recipe ('group').");

    /// <summary>A warning when the rarest class has fewer members than there are folds; otherwise nothing.</summary>
    /// <param name="classes">Class of each sample.</param>
    /// <exception cref="FoldlineException">FL4202: every class has fewer members than there are folds.</exception>
    protected ImmutableArray<string> CheckClassSizes(LabelCodes classes)
    {
        var counts = classes.Counts();
        if (counts.Max() < Count)
        {
            throw FoldlineException.User(
                "FL4202",
                $"{Count} stratified folds cannot be made: every class has fewer members than that (the largest {counts.Max()}). Ask for fewer folds.");
        }

        var rarest = Array.IndexOf(counts, counts.Min());
        return counts[rarest] >= Count
            ? []
            : [$"Class '{classes.Names[rarest]}' has only {counts[rarest]} members, fewer than the {Count} folds: some folds validate without it."];
    }

    private static void CheckLength(int? labels, int count)
    {
        if (labels is { } found && found != count)
            throw FoldlineException.User("FL4204", $"There are {count} samples but {found} labels. Give one label for each sample.");
    }
}
