using System.Globalization;
using Foldline.Pipelines.Blending;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>The report of a blend: what it gains, the weights, and how alike the runs' predictions are.</summary>
/// <param name="fit">Weights and scores.</param>
/// <param name="members">The runs.</param>
/// <param name="options">What was asked for.</param>
internal sealed class BlendReport(BlendFit fit, IReadOnlyList<BlendMember> members, BlendOptions options)
{
    private const int Decimals = 5;

    /// <summary>Writes <c>report.html</c>.</summary>
    /// <param name="run">The blend's folder.</param>
    /// <param name="warnings">What the reader should know.</param>
    /// <param name="now">When the blend was made.</param>
    public void Write(RunFolder run, IReadOnlyList<string> warnings, DateTimeOffset now) => ReportWriter.Write(run.ReportPath, new ReportModel
    {
        Title = $"{members[0].Recipe.Name}, blend of {members.Count}",
        RunId = run.Id,
        Subtitle = $"{members.Count} runs, {(options.UseRanks ? "ranks" : "probabilities")} averaged with weights fitted by {fit.Metrics[0]}",
        Facts = [.. Facts(now)],
        Tiles = [.. Tiles()],
        Warnings = warnings,
        Sections = [Scores(), Weights(), Likeness()],
        Recipe = RecipeWriter.ToYaml(members[0].Recipe),
    });

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("F5", CultureInfo.InvariantCulture) : "–";

    private IEnumerable<ReportFact> Facts(DateTimeOffset now)
    {
        yield return new ReportFact("written", $"{now:yyyy-MM-dd HH:mm} UTC");
        yield return new ReportFact("samples", members[0].OutOfFold.Count.ToString(CultureInfo.InvariantCulture));
        if (options.CommandLine is { } line)
            yield return new ReportFact("command", line);
    }

    private IEnumerable<SummaryTile> Tiles()
    {
        if (fit.Nested is { } nested)
            yield return new SummaryTile($"{fit.Metrics[0]}, nested folds", Text(nested.OutOfFold[0]), $"{SignedText.Of(fit.GainOf(nested))} over the best run");
        yield return new SummaryTile($"{fit.Metrics[0]}, fitted", Text(fit.Fitted.OutOfFold[0]), $"{SignedText.Of(fit.GainOf(fit.Fitted))}, too good by chance");
        yield return new SummaryTile($"{fit.Metrics[0]}, best run", Text(fit.BestSingle.OutOfFold[0]), fit.BestSingle.Name);
    }

    private ReportSection Scores()
    {
        var columns = new List<ReportColumn> { ReportColumn.OfTexts("predictions", [.. fit.Rows.Select(row => row.Name)]) };
        for (var i = 0; i < fit.Metrics.Length; i++)
        {
            var metric = i;
            columns.Add(ReportColumn.OfNumbers($"{fit.Metrics[i]} out of fold", [.. fit.Rows.Select(row => row.OutOfFold[metric])], Decimals));
            columns.Add(ReportColumn.OfNumbers($"{fit.Metrics[i]} mean of folds", [.. fit.Rows.Select(row => row.MeanOfFolds(metric))], Decimals));
        }

        return new ReportSection("Scores", [new TableBlock(null, new ReportTable(columns))])
        {
            Lead = "Nested folds: the weights of each fold are fitted on the other folds and scored on it.",
        };
    }

    private ReportSection Weights()
    {
        var series = new List<ValueSeries> { new("all folds", fit.Weights) };
        series.AddRange(fit.FoldWeights.Select((weights, i) => new ValueSeries($"without fold {fit.Folds[i]}", weights)));
        var figure = BarFigure.Create("Weights", [.. members.Select(member => member.Label)], series, new AxisTitles("run", "weight"));
        return new ReportSection("Weights", [new FigureBlock(figure) { Caption = "Weights that differ much between folds say that the runs are nearly equally good, or that there are few samples." }]);
    }

    private ReportSection Likeness()
    {
        var columns = new List<ReportColumn> { ReportColumn.OfTexts("run", [.. members.Select(member => member.Label)]) };
        columns.AddRange(members.Select(other => ReportColumn.OfNumbers(other.Id, [.. members.Select(member => Correlation(member.OutOfFold.Probabilities, other.OutOfFold.Probabilities))], 4)));
        return new ReportSection("Likeness", [new TableBlock("Correlation of the out-of-fold predictions", new ReportTable(columns)) { Caption = "Runs that err in different places gain most from being blended." }]);
    }

    private static double Correlation(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (covariance, squaresA, squaresB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Count; i++)
        {
            covariance += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }

        return covariance / Math.Sqrt(squaresA * squaresB);
    }
}
