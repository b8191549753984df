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
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("oof");
        json.WriteNumber("samples", Samples);
        WriteValues(json, OutOfFold);
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
}
