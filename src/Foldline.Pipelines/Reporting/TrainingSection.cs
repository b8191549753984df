using Foldline.Data;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on training: loss, metrics and learning rate by epoch, from the folds' logs.</summary>
internal sealed class TrainingSection(RunContext context, RunMetrics metrics)
{
    private static readonly (CurveKind Kind, string Prefix)[] Kinds =
        [(CurveKind.Training, "train."), (CurveKind.Validation, "valid."), (CurveKind.ValidationAveraged, "valid.ema.")];

    public ReportSection Build()
    {
        var logs = metrics.Folds
            .Select(fold => context.Run.Fold(fold.Fold))
            .Where(fold => File.Exists(fold.LogPath))
            .Select(fold => (fold.Fold, Rows: TrainingLog.Read(fold.LogPath)))
            .Where(log => log.Rows.RowCount > 0)
            .ToList();
        var blocks = metrics.Names.Prepend("loss").Select(name => Curves(name, logs)).OfType<ReportBlock>().ToList();
        if (LearningRate(logs) is { } rate)
            blocks.Add(rate);
        blocks.AddRange(new FoldProgress(context).Build(logs));
        return new ReportSection("Training", blocks);
    }

    private static FigureBlock? Curves(string metric, IReadOnlyList<(int Fold, Table Rows)> logs)
    {
        var curves = new List<FoldCurve>();
        foreach (var (fold, rows) in logs)
        {
            foreach (var (kind, prefix) in Kinds)
            {
                if (rows.ColumnNames.Contains(prefix + metric))
                    curves.Add(new FoldCurve(fold, kind, rows.Column("epoch").Doubles(), rows.Column(prefix + metric).Doubles(double.NaN)));
            }
        }

        return curves.Count == 0 ? null : new FigureBlock(TrainingCurveFigure.Create(metric, metric, curves)) { Half = true };
    }

    private static FigureBlock? LearningRate(IReadOnlyList<(int Fold, Table Rows)> logs)
    {
        var series = logs
            .Where(log => log.Rows.ColumnNames.Contains("lr"))
            .Select(log => new PointSeries($"fold {log.Fold}", log.Rows.Column("iteration").Doubles(), log.Rows.Column("lr").Doubles(double.NaN)))
            .Take(1)
            .ToList();
        return series.Count == 0 ? null : new FigureBlock(LineFigure.Create("Learning rate", series, new AxisTitles("iteration", "learning rate"))) { Half = true };
    }
}
