using System.Collections.Immutable;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Reporting;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Pipelines.Yaml;
using Foldline.Training.Metrics;

namespace Foldline.Pipelines.Blending;

/// <summary>
/// Blends runs: fits weights on their out-of-fold predictions, says honestly what they gain, averages test predictions with them and
/// writes everything into a folder like that of a run. Its <c>oof.parquet</c> and <c>metrics.json</c> are those of the nested folds, so that
/// they compare with the runs'.
/// </summary>
/// <param name="observer">Is told what happens.</param>
/// <param name="time">The clock.</param>
public sealed class BlendRunner(IRunObserver observer, TimeProvider time)
{
    /// <summary>Blends.</summary>
    /// <param name="options">Runs, data and how.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL6501 to FL6509: the runs do not go together, or there is nothing to fit by; and what the recipe's queries may give.</exception>
    public BlendResult Run(BlendOptions options, CancellationToken cancellation = default)
    {
        observer.StageStarted("load predictions");
        var members = BlendMembers.Load(options.Runs);
        var recipe = members[0].Recipe;
        var metrics = MetricsOf(recipe, options.Metric);
        if (options.UseRanks && recipe.Target.Kind == TargetKind.Shares)
            throw FoldlineException.User("FL6509", "The runs predict shares of classes, and ranks are no shares. Leave out --ranks.");

        observer.StageStarted("load tables");
        using var data = RecipeData.Load(recipe, options.DataFolder, cancellation);
        var targets = TargetsOf(data.Train, members[0]);
        observer.StageStarted("fit weights");
        var valid = members[0].OutOfFold;
        var (fit, nested, fitted) = new BlendFitting(metrics, targets, valid.Folds)
            .Run([.. members.Select(member => member.Label)], Scores(members, options.UseRanks), observer.Predicted, cancellation);

        using var run = RunFolder.CreateForBlend(options.OutFolder, recipe, time);
        if (Path.Combine(members[0].Folder, "folds.parquet") is var folds && File.Exists(folds))
            File.Copy(folds, run.FoldsPath);
        Table(valid, nested).Save(run.OutOfFoldPath);
        Table(valid, fitted).Save(run.FittedPath);
        SubmissionStage.WriteOutOfFold(recipe, data.Database, Table(valid, nested).ToTable(), run.OutOfFoldCsvPath, cancellation);
        var mean = SaveTest(run, members, fit, options);
        mean?.SaveCsv(run.TestCsvPath, SubmissionStage.IdName(recipe, data.Database));
        var warnings = new List<string>();
        var rows = mean is null ? 0 : SubmissionStage.Write(recipe, data.Database, mean.ToTable(), run.SubmissionPath, warnings.Add, cancellation);
        var scores = Scores(fit, valid);
        scores.Save(run.MetricsPath);
        BlendFile.Save(run.BlendPath, fit, members, options.UseRanks);
        if (fit.Nested is null)
            warnings.Add("There is only one fold, so the weights could not be tried on predictions that they were not fitted on: the scores are too good.");
        warnings.ForEach(observer.Warned);
        new BlendReport(fit, members, options).Write(run, warnings, time.GetUtcNow());
        run.SetStatus(RunState.Done, "blend");
        return new BlendResult(new RunResult(run.Path, scores, rows), fit);
    }

    private static ImmutableArray<PartSpec> MetricsOf(Recipe recipe, string? wanted)
    {
        if (wanted is null && recipe.Metrics.Count == 0)
            throw FoldlineException.User("FL6507", "The recipe has no metrics, so there is nothing to fit the weights by. Name one with --metric, such as --metric roc_auc.");
        var first = wanted is null ? recipe.Metrics[0]
            : recipe.Metrics.FirstOrDefault(metric => metric.Name == wanted) ?? PartReader.Read(NodeReader.ReadValue(wanted, SourceMark.CommandLine($"--metric {wanted}")), "metric");
        ImmutableArray<PartSpec> metrics = [first, .. recipe.Metrics.Where(metric => metric.Name != first.Name)];
        foreach (var metric in metrics)
            metric.Build(MetricTable.Standard);
        return metrics;
    }

    private static SampleTargets TargetsOf(SampleSet samples, BlendMember member)
    {
        var rows = samples.Ids.Select((id, row) => KeyValuePair.Create(id, row)).ToDictionary(StringComparer.Ordinal);
        if (member.OutOfFold.Ids.FirstOrDefault(id => !rows.ContainsKey(id)) is { } missing)
            throw FoldlineException.User("FL6504", $"The data folder has no sample '{missing}' that the run '{member.Id}' predicts. Name the data that the runs were trained on with --data.", null, ("id", missing));
        return samples.Targets.Only([.. member.OutOfFold.Ids.Select(id => rows[id])]);
    }

    private static double[][] Scores(ImmutableArray<BlendMember> members, bool useRanks) =>
    [
        .. members.Select(member => useRanks
            ? RankScores.Of(member.OutOfFold.Probabilities, member.OutOfFold.Classes.Length, member.OutOfFold.Folds)
            : [.. member.OutOfFold.Probabilities]),
    ];

    private static PredictionTable Table(PredictionTable like, double[] scores) => new(like.Ids, like.Folds, like.Classes, scores);

    private static PredictionTable? SaveTest(RunFolder run, ImmutableArray<BlendMember> members, BlendFit fit, BlendOptions options)
    {
        if (members[0].Test is not { } first)
            return null;
        double[][] scores =
        [
            .. members.Select(member => options.UseRanks
                ? RankScores.Of(member.Test!.Probabilities, first.Classes.Length, member.Test.Folds)
                : [.. member.Test!.Probabilities]),
        ];
        var mean = new double[scores[0].Length];
        BlendObjective.Mix(scores, [.. fit.Weights], mean);
        var table = Table(first, mean);
        table.Save(run.TestPath);
        return table;
    }

    private static RunMetrics Scores(BlendFit fit, PredictionTable valid)
    {
        var score = fit.Nested ?? fit.Fitted;
        return new RunMetrics
        {
            Names = fit.Metrics,
            OutOfFold = score.OutOfFold,
            Samples = valid.Count,
            Folds = [.. fit.Folds.Zip(score.ByFold, (fold, values) => new FoldScore(fold, valid.Folds.Count(number => number == fold), 0, values))],
        };
    }
}
