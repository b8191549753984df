using System.Globalization;
using Foldline.Pipelines.Experiments;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>A page with the table of runs and how cross-validation and leaderboard go together.</summary>
public static class RunsPage
{
    private const int Decimals = 5;

    /// <summary>The page.</summary>
    /// <param name="listing">The runs.</param>
    public static ReportModel Create(RunListing listing) => new()
    {
        Title = "Runs",
        RunId = listing.Runs.Count == 1 ? "1 run" : $"{listing.Runs.Count} runs",
        Sections = [new ReportSection("Runs", [new TableBlock(null, Table(listing))]), Leaderboard(listing)],
    };

    private static ReportTable Table(RunListing listing) => new(
    [
        .. ((string[])["run", "recipe", "started", "model"]).Select((head, i) => ReportColumn.OfTexts(head, [.. listing.Runs.Select(run => listing.Cells(run)[i])])),
        .. listing.Metrics.Select(metric => ReportColumn.OfNumbers(metric, [.. listing.Runs.Select(run => run.Score(metric))], Decimals)),
        ReportColumn.OfNumbers("folds", [.. listing.Runs.Select(run => (double)run.FoldsDone)]),
        ReportColumn.OfNumbers("public LB", [.. listing.Runs.Select(run => run.Notes.Public)]),
        ReportColumn.OfNumbers("private LB", [.. listing.Runs.Select(run => run.Notes.Private)]),
        ReportColumn.OfTexts("note", [.. listing.Runs.Select(run => run.Notes.Newest)]),
    ]);

    private static ReportSection Leaderboard(RunListing listing)
    {
        var figures = listing.Runs
            .Where(run => run.Metrics is { Names.Count: > 0 })
            .GroupBy(run => run.Metrics!.Names[0])
            .Select(group => Figure(group.Key, [.. group]))
            .OfType<ReportBlock>()
            .ToList();
        return new ReportSection("Cross-validation and leaderboard", figures.Count > 0 ? figures : [new TextBlock("No run has both a metric and a leaderboard score. './foldline lb RUN SCORE' notes one.")])
        {
            Lead = "A point is a run; where the points of a recipe lie along a rising line, the folds can be trusted.",
        };
    }

    private static FigureBlock? Figure(string metric, IReadOnlyList<RunEntry> runs)
    {
        var series = new List<PointSeries>();
        foreach (var group in runs.GroupBy(run => run.Recipe).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Add(series, $"{group.Key}, public", metric, [.. group], run => run.Notes.Public);
            Add(series, $"{group.Key}, private", metric, [.. group], run => run.Notes.Private);
        }

        return series.Count == 0 ? null : new FigureBlock(ScatterFigure.Create($"{metric}: out of fold and leaderboard", series, new AxisTitles($"{metric} out of fold", "leaderboard")));
    }

    private static void Add(List<PointSeries> series, string name, string metric, IReadOnlyList<RunEntry> runs, Func<RunEntry, double> score)
    {
        var shown = runs.Where(run => double.IsFinite(run.Score(metric)) && double.IsFinite(score(run))).ToList();
        if (shown.Count == 0)
            return;
        series.Add(new PointSeries(name, [.. shown.Select(run => run.Score(metric))], [.. shown.Select(score)])
        {
            Labels = [.. shown.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Id} {run.Model}{(run.Notes.Newest is { } note ? $": {note}" : "")}"))],
        });
    }
}
