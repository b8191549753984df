using System.Collections.Immutable;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Records;

/// <summary>What is true of samples, as the recipe's query gave it. Immutable; of the lists one is filled.</summary>
public sealed record SampleTargets
{
    /// <summary>None, as of test samples.</summary>
    public static SampleTargets None { get; } = new();

    /// <summary>What kind of thing is known.</summary>
    public TargetKind Kind { get; init; }

    /// <summary>Entries of a sample C: classes, labels or columns of masks.</summary>
    public int Width { get; init; } = 1;

    /// <summary>Class number of each sample [N].</summary>
    public ImmutableArray<int> Classes { get; init; } = [];

    /// <summary>A zero or one for each sample and label [N · C].</summary>
    public ImmutableArray<int> Labels { get; init; } = [];

    /// <summary>The share of each class for each sample, rows sum to 1 [N · C].</summary>
    public ImmutableArray<double> Shares { get; init; } = [];

    /// <summary>What each column says about the masks of each sample, run lengths or paths [N · C]; null for an empty mask.</summary>
    public ImmutableArray<string?> Masks { get; init; } = [];

    /// <summary>The targets of some samples.</summary>
    /// <param name="rows">Their numbers.</param>
    public SampleTargets Only(IReadOnlyList<int> rows) => this with
    {
        Classes = Pick(Classes, 1, rows),
        Labels = Pick(Labels, Width, rows),
        Shares = Pick(Shares, Width, rows),
        Masks = Pick(Masks, Width, rows),
    };

    /// <summary>
    /// The group that a sample is shown in: its class, its first label, its likeliest class, the first column with a mask; -1 for none.
    /// </summary>
    /// <param name="row">Number of the sample.</param>
    public int GroupOf(int row) => Kind switch
    {
        TargetKind.Class => Classes[row],
        TargetKind.Labels => First(row, i => Labels[i] == 1),
        TargetKind.Shares => Enumerable.Range(0, Width).MaxBy(c => Shares[(row * Width) + c]),
        _ => First(row, i => !string.IsNullOrWhiteSpace(Masks[i])),
    };

    /// <summary>Whether a sample has the class or label with a number.</summary>
    /// <param name="row">Number of the sample.</param>
    /// <param name="number">Class or label.</param>
    public bool Has(int row, int number) => Kind switch
    {
        TargetKind.Labels => Labels[(row * Width) + number] == 1,
        TargetKind.Masks when number < Width => !string.IsNullOrWhiteSpace(Masks[(row * Width) + number]),
        _ => GroupOf(row) == number,
    };

    private int First(int row, Func<int, bool> isThere)
    {
        var found = Enumerable.Range(0, Width).Where(c => isThere((row * Width) + c)).Take(1).ToList();
        return found.Count == 0 ? -1 : found[0];
    }

    private static ImmutableArray<T> Pick<T>(ImmutableArray<T> values, int width, IReadOnlyList<int> rows) =>
        values.IsEmpty ? values : [.. rows.SelectMany(row => values.AsSpan(row * width, width).ToArray())];
}
