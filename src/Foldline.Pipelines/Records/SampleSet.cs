using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Data.TfRecords;

namespace Foldline.Pipelines.Records;

/// <summary>Samples as the recipe's query gave them, in its order. Immutable.</summary>
public sealed record SampleSet
{
    /// <summary>Id of each sample; unique.</summary>
    public required ImmutableArray<string> Ids { get; init; }

    /// <summary>Path of each image, relative to the data folder.</summary>
    public required ImmutableArray<string> Images { get; init; }

    /// <summary>Where the record of each sample lies, when samples lie in TFRecord files; empty otherwise.</summary>
    public ImmutableArray<TfRecordPlace> Places { get; init; } = [];

    /// <summary>What is true of each sample; nothing for test samples.</summary>
    public required SampleTargets Targets { get; init; }

    /// <summary>All columns of the query, for folds and reports.</summary>
    public required Table Rows { get; init; }

    /// <summary>Number of samples.</summary>
    public int Count => Ids.Length;

    /// <summary>Some of the samples.</summary>
    /// <param name="rows">Their numbers, in the order wanted.</param>
    public SampleSet Only(IReadOnlyList<int> rows) => this with
    {
        Ids = [.. rows.Select(row => Ids[row])],
        Images = [.. rows.Select(row => Images[row])],
        Places = Places.IsEmpty ? Places : [.. rows.Select(row => Places[row])],
        Targets = Targets.Only(rows),
    };
}
