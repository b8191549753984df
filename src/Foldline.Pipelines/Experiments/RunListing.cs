using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Experiments;

/// <summary>Runs as a table: one row a run, a column for every metric that any of them has. Immutable.</summary>
public sealed class RunListing
{
    private const int Decimals = 4;

    /// <summary>A listing.</summary>
    /// <param name="runs">The runs, in the order of the rows.</param>
    public RunListing(IReadOnlyList<RunEntry> runs)
    {
        Runs = runs;
        // A blend has the metric first that it was fitted by.
        Metrics = [.. runs.OrderBy(run => run.IsBlend).SelectMany(run => run.Metrics?.Names ?? []).Distinct()];
        HasPrivate = runs.Any(run => double.IsFinite(run.Notes.Private));
    }

    /// <summary>The runs.</summary>
    public IReadOnlyList<RunEntry> Runs { get; }

    /// <summary>Names of the metrics.</summary>
    public ImmutableArray<string> Metrics { get; }

    private bool HasPrivate { get; }

    /// <summary>Heads of the columns.</summary>
    public IReadOnlyList<string> Heads => ["run", "recipe", "started", "model", .. Metrics, "folds", "LB", .. HasPrivate ? (string[])["private"] : [], "note"];

    /// <summary>The cells of a row, rounded for reading.</summary>
    /// <param name="run">A run.</param>
    public IReadOnlyList<string> Cells(RunEntry run) =>
    [
        run.Id,
        run.Recipe,
        run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        run.Model,
        .. Metrics.Select(metric => Short(run.Score(metric))),
        Folds(run),
        Full(run.Notes.Public),
        .. HasPrivate ? (string[])[Full(run.Notes.Private)] : [],
        run.Notes.Newest ?? "",
    ];

    /// <summary>The table as CSV, with all digits.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        string[] heads = ["run", "folder", "recipe", "started", "model", "state", .. Metrics, "folds_done", "folds_planned", "lb_public", "lb_private", "note"];
        text.AppendJoin(',', heads.Select(CsvText.Quote)).Append('\n');
        foreach (var run in Runs)
        {
            string[] cells =
            [
                run.Id, run.Folder, run.Recipe, run.Started.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), run.Model, State(run) ?? "",
                .. Metrics.Select(metric => Full(run.Score(metric))),
                run.FoldsDone.ToString(CultureInfo.InvariantCulture), run.FoldsPlanned?.ToString(CultureInfo.InvariantCulture) ?? "",
                Full(run.Notes.Public), Full(run.Notes.Private), run.Notes.Newest ?? "",
            ];
            text.AppendJoin(',', cells.Select(CsvText.Quote)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The table as JSON: an array with an object a run; what is not known is null.</summary>
    public JsonArray ToJson() => [.. Runs.Select(ToJson)];

    private static JsonObject ToJson(RunEntry run) => new()
    {
        ["id"] = run.Id,
        ["folder"] = run.Folder,
        ["recipe"] = run.Recipe,
        ["started"] = run.Started,
        ["model"] = run.Model,
        ["state"] = State(run),
        ["metrics"] = new JsonObject((run.Metrics?.Names ?? []).Select(name => KeyValuePair.Create(name, Number(run.Score(name))))),
        ["folds_done"] = run.FoldsDone,
        ["folds_planned"] = run.FoldsPlanned,
        ["lb_public"] = Number(run.Notes.Public),
        ["lb_private"] = Number(run.Notes.Private),
        ["notes"] = new JsonArray([.. run.Notes.Notes.Select(note => new JsonObject { ["time"] = note.Time, ["text"] = note.Text })]),
    };

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string? State(RunEntry run) => run.Status?.State.ToString().ToLowerInvariant();

    private static string Folds(RunEntry run)
    {
        var folds = run.FoldsPlanned is { } planned ? $"{run.FoldsDone}/{planned}" : run.FoldsDone.ToString(CultureInfo.InvariantCulture);
        return run.Status is { State: not RunState.Done } ? $"{folds} {State(run)}" : folds;
    }

    private static string Short(double value) => double.IsFinite(value) ? value.ToString($"F{Decimals}", CultureInfo.InvariantCulture) : "";

    private static string Full(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";
}
