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
        var folds = context.PredictedFolds();
        var valid = folds.Select(fold => PredictionTable.Load(fold.ValidPath, context.Recipe.Target.Names)).ToList();
        var joined = PredictionTable.Join(valid, context.Data.Train.Ids);
        joined.Save(context.Run.OutOfFoldPath);
        joined.SaveCsv(context.Run.ValidCsvPath, context.IdName());
        WriteTest(folds);

        var plain = folds.Where(fold => context.Tta is not null && File.Exists(fold.PlainValidPath)).ToDictionary(fold => fold.Fold, fold => PredictionTable.Load(fold.PlainValidPath, context.Recipe.Target.Names));
        var results = Results(joined);
        return new RunMetrics
        {
            Names = [.. context.Recipe.Metrics.Select(metric => metric.Name)],
            Folds =
            [
                .. folds.Zip(valid, (fold, table) => new FoldScore(fold.Fold, table.Count, FoldEpoch.Read(fold), Measure(table))
                {
                    Plain = plain.TryGetValue(fold.Fold, out var without) ? Measure(without) : [],
                }),
            ],
            OutOfFold = [.. results.Select(result => result.Value)],
            Plain = plain.Count == folds.Count && plain.Count > 0 ? Measure(PredictionTable.Join([.. plain.Values], context.Data.Train.Ids)) : [],
            Classes = context.Recipe.Target.Names,
            PerClass = [.. results.Select(result => result.PerClass)],
            Samples = joined.Count,
        };
    }

    private void WriteTest(IReadOnlyList<FoldFolder> folds)
    {
        var tables = folds.Where(fold => File.Exists(fold.TestPath)).Select(fold => PredictionTable.Load(fold.TestPath, context.Recipe.Target.Names)).ToList();
        if (tables.Count == 0)
            return;
        var mean = PredictionTable.Mean(tables);
        mean.Save(context.Run.TestPath);
        mean.SaveCsv(context.Run.TestCsvPath, context.IdName());
    }

    private ImmutableArray<double> Measure(PredictionTable table) => [.. Results(table).Select(result => result.Value)];

    private ImmutableArray<MetricResult> Results(PredictionTable table)
    {
        var targets = context.TargetsOf(table.Ids);
        return [.. context.Recipe.Metrics.Select(part =>
        {
            var metric = part.Build(MetricTable.Standard);
            metric.Update(TargetValues.Beside(targets, table.Probabilities.AsSpan(), table.Classes.Length));
            var result = metric.Result();
            if (result.Undefined is { } why)
                context.Warn($"The metric '{part.Name}' is undefined: {why}");
            return result;
        })];
    }
}
