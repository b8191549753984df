using Foldline.Data;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Runs;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>A page with two runs beside each other: what differs in their recipes, their metrics and their training curves.</summary>
public static class ComparisonPage
{
    private const int Decimals = 5;

    /// <summary>The page.</summary>
    /// <param name="comparison">The runs.</param>
    /// <exception cref="FoldlineException">FL4104: a log is damaged.</exception>
    public static ReportModel Create(RunComparison comparison) => new()
    {
        Title = $"{comparison.First.Recipe} and {comparison.Second.Recipe}",
        RunId = $"{comparison.First.Id} and {comparison.Second.Id}",
        Facts = [Fact("first", comparison.First), Fact("second", comparison.Second)],
        Sections = [Settings(comparison), Metrics(comparison), Curves(comparison)],
    };

    private static ReportFact Fact(string name, RunEntry run) => new(name, $"{run.Id}: {run.Model}, {run.FoldsDone} folds{(run.Notes.Newest is { } note ? $", “{note}”" : "")}");

    private static ReportSection Settings(RunComparison comparison)
    {
        if (comparison.Settings.IsEmpty)
            return new ReportSection("Recipes", [new TextBlock("The effective recipes are equal.")]);
        return new ReportSection("Recipes", [new TableBlock(null, new ReportTable(
        [
            ReportColumn.OfTexts("key", [.. comparison.Settings.Select(difference => difference.Key)]),
            ReportColumn.OfTexts(comparison.First.Id, [.. comparison.Settings.Select(difference => difference.First)]),
            ReportColumn.OfTexts(comparison.Second.Id, [.. comparison.Settings.Select(difference => difference.Second)]),
        ]))]) { Lead = "Keys of the effective recipes whose values differ." };
    }

    private static ReportSection Metrics(RunComparison comparison)
    {
        var blocks = new List<ReportBlock>
        {
            new TableBlock("Out of fold", new ReportTable(
            [
                ReportColumn.OfTexts("metric", [.. comparison.Metrics.Select(metric => metric.Name), "public leaderboard"]),
                ReportColumn.OfNumbers(comparison.First.Id, [.. comparison.Metrics.Select(metric => metric.First), comparison.First.Notes.Public], Decimals),
                ReportColumn.OfNumbers(comparison.Second.Id, [.. comparison.Metrics.Select(metric => metric.Second), comparison.Second.Notes.Public], Decimals),
                ReportColumn.OfNumbers("difference", [.. comparison.Metrics.Select(metric => metric.Second - metric.First), comparison.Second.Notes.Public - comparison.First.Notes.Public], Decimals),
            ])),
        };
        blocks.AddRange(comparison.Metrics.Select(metric => ByFold(comparison, metric.Name)).OfType<ReportBlock>());
        return new ReportSection("Metrics", blocks);
    }

    private static FigureBlock? ByFold(RunComparison comparison, string metric)
    {
        RunEntry[] runs = [comparison.First, comparison.Second];
        if (runs.Any(run => run.Metrics is null || !run.Metrics.Names.Contains(metric)))
            return null;
        var folds = runs.SelectMany(run => run.Metrics!.Folds.Select(fold => fold.Fold)).Distinct().Order().ToList();
        var series = runs.Select(run =>
        {
            var column = run.Metrics!.Names.ToList().IndexOf(metric);
            return new PointSeries(run.Id, [.. folds.Select(fold => (double)fold)], [.. folds.Select(fold => run.Metrics.Folds.FirstOrDefault(score => score.Fold == fold)?.Values[column] ?? double.NaN)]);
        });
        return new FigureBlock(ScatterFigure.Create($"{metric} by fold", [.. series], new AxisTitles("fold", metric))) { Half = true };
    }

    private static ReportSection Curves(RunComparison comparison)
    {
        List<(string Run, List<Table> Logs)> runs = [(comparison.First.Id, Logs(comparison.First)), (comparison.Second.Id, Logs(comparison.Second))];
        var columns = runs.SelectMany(run => run.Logs).SelectMany(log => log.ColumnNames).Distinct().Where(name => name == "lr" || name.Contains('.', StringComparison.Ordinal)).ToList();
        if (columns.Count == 0)
            return new ReportSection("Curves", [new TextBlock("Neither run has a log.")]);
        var figures = columns.Select(column => new FigureBlock(LineFigure.Create(
            column,
            [.. runs.Where(run => run.Logs.Any(log => log.HasColumn(column))).Select(run => Mean(run.Run, run.Logs, column))],
            new AxisTitles("epoch", column))) { Half = true });
        return new ReportSection("Curves", [.. figures]) { Lead = "Means over the folds." };
    }

    private static List<Table> Logs(RunEntry run) =>
    [
        .. Directory.EnumerateDirectories(run.Folder, "fold*")
            .Order(StringComparer.Ordinal)
            .Select(fold => Path.Combine(fold, "log.csv"))
            .Where(File.Exists)
            .Select(TrainingLog.Read)
            .Where(log => log.RowCount > 0 && log.HasColumn("epoch")),
    ];

    private static PointSeries Mean(string run, List<Table> logs, string column)
    {
        var points = logs
            .Where(log => log.HasColumn(column))
            .SelectMany(log => log.Column("epoch").Doubles().Zip(log.Column(column).Doubles(double.NaN)))
            .GroupBy(point => point.First)
            .OrderBy(group => group.Key)
            .Select(group => (Epoch: group.Key, Value: group.Average(point => point.Second)))
            .ToList();
        return new PointSeries(run, [.. points.Select(point => point.Epoch)], [.. points.Select(point => point.Value)]);
    }
}
