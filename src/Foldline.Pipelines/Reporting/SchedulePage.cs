using System.Globalization;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Schedules;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>A page with the learning rate, and the momentum when it changes, over a training to come.</summary>
public static class SchedulePage
{
    // More points than a screen has columns show nothing more.
    private const int MostPoints = 2000;

    /// <summary>The page.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="trace">Its schedule.</param>
    public static ReportModel Create(Recipe recipe, ScheduleTrace trace)
    {
        var blocks = new List<ReportBlock> { Figure("Learning rate", "learning rate", recipe, trace, trace.LearningRates) };
        if (!trace.Momenta.IsEmpty)
            blocks.Add(Figure("Momentum", "momentum or first beta", recipe, trace, trace.Momenta));
        return new ReportModel
        {
            Title = recipe.Name,
            RunId = "schedule",
            Tiles =
            [
                new SummaryTile("first", Text(trace.LearningRates[0])),
                new SummaryTile("highest", Text(trace.LearningRates.Max())),
                new SummaryTile("lowest", Text(trace.LearningRates.Min())),
                new SummaryTile("last", Text(trace.LearningRates[^1])),
                new SummaryTile("epochs", recipe.Train.Epochs.ToString(CultureInfo.InvariantCulture), trace.StepsPerEpoch is { } steps ? $"{steps} steps each" : null),
            ],
            Warnings = trace.FollowsMetric ? ["The schedule follows a metric; it is drawn as if the metric never got better."] : [],
            Sections = [new ReportSection("Schedule", blocks)],
            Recipe = RecipeWriter.ToYaml(recipe),
        };
    }

    private static FigureBlock Figure(string title, string axis, Recipe recipe, ScheduleTrace trace, IReadOnlyList<double> values)
    {
        var count = trace.Epochs.Length;
        var shown = Enumerable.Range(0, count).Where(i => count <= MostPoints || i % ((count / MostPoints) + 1) == 0 || i == count - 1).ToList();
        // The last value is in force to the end of the training.
        double[] x = [.. shown.Select(i => trace.Epochs[i]), recipe.Train.Epochs];
        double[] y = [.. shown.Select(i => values[i]), values[count - 1]];
        return new FigureBlock(LineFigure.Create(title, [new PointSeries(title, x, y)], new AxisTitles("epoch", axis)));
    }

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
