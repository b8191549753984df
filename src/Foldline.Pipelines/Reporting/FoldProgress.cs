using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Figures;
using Foldline.Training.Metrics;

namespace Foldline.Pipelines.Reporting;

/// <summary>A figure for each fold: the metric that matters and the loss, in training and in validation, with the best epochs.</summary>
/// <param name="context">The run.</param>
internal sealed class FoldProgress(RunContext context)
{
    private const string Loss = "loss";

    /// <summary>The figures; none without a metric.</summary>
    /// <param name="logs">Fold and rows of its log.</param>
    public IEnumerable<FigureBlock> Build(IReadOnlyList<(int Fold, Table Rows)> logs)
    {
        if (Chosen() is not var (name, maximize))
            yield break;
        foreach (var (fold, rows) in logs)
        {
            var (metric, loss) = (Curves(fold, rows, name), Curves(fold, rows, Loss));
            if (metric.Count > 0 && loss.Count > 0)
                yield return new FigureBlock(ProgressFigure.Create($"Fold {fold}: {name} and loss", new ProgressAxis(name, maximize, metric), new ProgressAxis(Loss, false, loss))) { Half = true };
        }
    }

    /// <summary>The metric by which the best weights are kept, else the first one.</summary>
    private (string Name, bool Maximize)? Chosen()
    {
        var metrics = context.Recipe.Metrics;
        if (metrics.Count == 0)
            return null;
        if (context.Recipe.Train.KeepBest is { } best && metrics.FirstOrDefault(part => best.Metric.EndsWith($".{part.Name}", StringComparison.Ordinal)) is { } kept)
            return (kept.Name, best.Maximize);
        var isMaximized = context.Recipe.Target.Kind == TargetKind.Masks || metrics[0].Build(MetricTable.Standard).Direction == MetricDirection.Max;
        return (metrics[0].Name, isMaximized);
    }

    private static List<FoldCurve> Curves(int fold, Table rows, string name)
    {
        var validation = rows.ColumnNames.Contains($"valid.ema.{name}") ? $"valid.ema.{name}" : $"valid.{name}";
        return
        [
            .. new[] { (CurveKind.Training, $"train.{name}"), (CurveKind.Validation, validation) }
                .Where(curve => rows.ColumnNames.Contains(curve.Item2))
                .Select(curve => new FoldCurve(fold, curve.Item1, rows.Column("epoch").Doubles(), rows.Column(curve.Item2).Doubles(double.NaN))),
        ];
    }
}
