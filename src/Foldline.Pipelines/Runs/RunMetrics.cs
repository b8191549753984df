using System.Collections.Immutable;
using System.Text.Json;

namespace Foldline.Pipelines.Runs;

/// <summary>The file <c>metrics.json</c>: metrics by fold and over all out-of-fold predictions, and how long the stages took.</summary>
public sealed record RunMetrics
{
    /// <summary>Names of the metrics.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The folds that were trained.</summary>
    public required IReadOnlyList<FoldScore> Folds { get; init; }

    /// <summary>The metrics over all out-of-fold predictions together, one a name.</summary>
    public required IReadOnlyList<double> OutOfFold { get; init; }

    /// <summary>Number of out-of-fold predictions.</summary>
    public required int Samples { get; init; }

    /// <summary><see cref="OutOfFold"/> without test-time augmentation; empty when there is none.</summary>
    public IReadOnlyList<double> Plain { get; init; } = [];

    /// <summary>Names of the classes or labels that <see cref="PerClass"/> is about.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>For each metric its out-of-fold value for each class, or nothing where a metric has no such split.</summary>
    public IReadOnlyList<ImmutableArray<double>> PerClass { get; init; } = [];

    /// <summary>Seconds by stage, in order.</summary>
    public IReadOnlyList<(string Stage, double Seconds)> Times { get; init; } = [];

    /// <summary>Writes the file.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, json =>
    {
        json.WriteStartArray("folds");
        foreach (var fold in Folds)
        {
            json.WriteStartObject();
            json.WriteNumber("fold", fold.Fold);
            json.WriteNumber("samples", fold.Samples);
            json.WriteNumber("epoch", fold.Epoch);
            WriteValues(json, fold.Values);
            WritePlain(json, fold.Plain);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("oof");
        json.WriteNumber("samples", Samples);
        WriteValues(json, OutOfFold);
        WritePlain(json, Plain);
        WritePerClass(json);
        json.WriteEndObject();
        json.WriteStartObject("seconds");
        foreach (var (stage, seconds) in Times)
            json.WriteNumber(stage, Math.Round(seconds, 3));
        json.WriteEndObject();
    });

    /// <summary>The value of a metric over all out-of-fold predictions; not-a-number when there is no such metric.</summary>
    /// <param name="name">Name of the metric.</param>
    public double OutOfFoldValue(string name)
    {
        var column = Names.ToList().IndexOf(name);
        return column < 0 ? double.NaN : OutOfFold[column];
    }

    private void WriteValues(Utf8JsonWriter json, IReadOnlyList<double> values)
    {
        foreach (var (name, value) in Names.Zip(values))
            json.WriteFinite(name, value);
    }

    private void WritePlain(Utf8JsonWriter json, IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartObject("without_tta");
        WriteValues(json, values);
        json.WriteEndObject();
    }

    private void WritePerClass(Utf8JsonWriter json)
    {
        if (PerClass.All(values => values.Length != Classes.Count))
            return;
        json.WriteStartObject("per_class");
        foreach (var (name, values) in Names.Zip(PerClass).Where(pair => pair.Second.Length == Classes.Count))
        {
            json.WriteStartObject(name);
            foreach (var (label, value) in Classes.Zip(values))
                json.WriteFinite(label, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
