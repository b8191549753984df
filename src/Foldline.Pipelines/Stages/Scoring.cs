using System.Collections.Immutable;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Runs;
using Foldline.Training.Metrics;

namespace Foldline.Pipelines.Stages;

/// <summary>Joins the folds' predictions and measures them.</summary>
/// <param name="context">The run.</param>
internal sealed class Scoring(RunContext context)
{
    /// <summary>
    /// Writes out-of-fold and mean test predictions and the metrics, over all folds that have predictions.
    /// </summary>
    /// <returns>The metrics.</returns>
    /// <exception cref="FoldlineException">FL6045: no fold has predictions.</exception>
    public RunMetrics Run()
    {
        var folds = Enumerable.Range(0, context.Folds.FoldCount).Select(context.Run.Fold).Where(fold => File.Exists(fold.ValidPath)).ToList();
        if (folds.Count == 0)
            throw FoldlineException.User("FL6045", $"No fold of the run '{context.Run.Path}' has predictions. Train and predict first.", null, ("folder", context.Run.Path));
        if (folds.Count < context.Folds.FoldCount)
            context.Warn($"Only {folds.Count} of {context.Folds.FoldCount} folds are trained: out-of-fold metrics cover a part of the samples.");

        var valid = folds.Select(fold => PredictionTable.Load(fold.ValidPath, context.Recipe.Target.Names)).ToList();
        var joined = PredictionTable.Join(valid, context.Data.Train.Ids);
        joined.Save(context.Run.OutOfFoldPath);
        joined.SaveCsv(context.Run.ValidCsvPath, context.IdName());
        WriteTest(folds);

        return new RunMetrics
        {
            Names = [.. context.Recipe.Metrics.Select(metric => metric.Name)],
            Folds = [.. folds.Zip(valid, (fold, table) => new FoldScore(fold.Fold, table.Count, FoldEpoch.Read(fold), Measure(table)))],
            OutOfFold = Measure(joined),
            Samples = joined.Count,
        };
    }

    private void WriteTest(List<FoldFolder> folds)
    {
        var tables = folds.Where(fold => File.Exists(fold.TestPath)).Select(fold => PredictionTable.Load(fold.TestPath, context.Recipe.Target.Names)).ToList();
        if (tables.Count == 0)
            return;
        var mean = PredictionTable.Mean(tables);
        mean.Save(context.Run.TestPath);
        mean.SaveCsv(context.Run.TestCsvPath, context.IdName());
    }

    private ImmutableArray<double> Measure(PredictionTable table)
    {
        var targets = context.TargetsOf(table);
        return [.. context.Recipe.Metrics.Select(part =>
        {
            var metric = part.Build(MetricTable.Standard);
            metric.Update(new PredictionBatch(table.Probabilities.AsSpan(), targets, table.Classes.Length));
            var result = metric.Result();
            if (result.Undefined is { } why)
                context.Warn($"The metric '{part.Name}' is undefined: {why}");
            return result.Value;
        })];
    }
}
