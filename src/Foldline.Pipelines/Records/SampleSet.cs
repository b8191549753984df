using System.Collections.Immutable;
using Foldline.Data;

namespace Foldline.Pipelines.Records;

/// <summary>Samples as the recipe's query gave them, in its order. Immutable.</summary>
public sealed record SampleSet
{
    /// <summary>Id of each sample; unique.</summary>
    public required ImmutableArray<string> Ids { get; init; }

    /// <summary>Path of each image, relative to the data folder.</summary>
    public required ImmutableArray<string> Images { get; init; }

    /// <summary>Class number of each sample; empty for test samples.</summary>
    public required ImmutableArray<int> Targets { get; init; }

    /// <summary>All columns of the query, for folds and reports.</summary>
    public required Table Rows { get; init; }

    /// <summary>Number of samples.</summary>
    public int Count => Ids.Length;
}
