namespace Foldline.Pipelines.Recipes;

/// <summary>Which folds are trained: all of them or some.</summary>
public sealed record FoldSelection
{
    private FoldSelection(ValueList<int>? numbers) => Numbers = numbers;

    /// <summary>Every fold.</summary>
    public static FoldSelection All { get; } = new((ValueList<int>?)null);

    /// <summary>Fold numbers from 0 in ascending order without repetition; null = all.</summary>
    public ValueList<int>? Numbers { get; }

    /// <summary>Some folds.</summary>
    /// <param name="numbers">Fold numbers from 0, at least one; order and repetition do not matter.</param>
    public static FoldSelection Of(params IEnumerable<int> numbers) => new([.. numbers.Distinct().Order()]);

    /// <summary>The fold numbers to train.</summary>
    /// <param name="count">Number of folds there are.</param>
    /// <exception cref="FoldlineException">FL6005: a selected fold does not exist.</exception>
    public IReadOnlyList<int> Resolve(int count)
    {
        if (Numbers is null)
            return [.. Enumerable.Range(0, count)];
        if (Numbers[^1] < count)
            return Numbers;
        throw FoldlineException.User(
            "FL6005",
            $"'train.folds' is {this}, but there are {count} folds, 0 … {count - 1}. Choose among these or 'all'.",
            null,
            ("key", "train.folds"),
            ("found", ToString()),
            ("expected", $"0 … {count - 1}"));
    }

    /// <inheritdoc/>
    public override string ToString() => Numbers is null ? "all" : string.Join(",", Numbers);
}
