using Foldline.Pipelines.Machine;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Reports;

namespace Foldline.Pipelines.Reporting;

/// <summary>Puts a run's report together: what the data look like, how training went, what was predicted, and with what.</summary>
/// <param name="context">The run.</param>
/// <param name="metrics">Its metrics.</param>
internal sealed class RunReport(RunContext context, RunMetrics metrics)
{
    /// <summary>Writes <c>report.html</c>.</summary>
    public void Write(CancellationToken cancellation) => ReportWriter.Write(context.Run.ReportPath, new ReportModel
    {
        Title = context.Recipe.Name,
        RunId = context.Run.Id,
        Subtitle = $"{context.Recipe.Model.Name}, {metrics.Folds.Count} of {context.Folds.FoldCount} folds, {context.Data.Train.Count} labelled samples",
        Facts = [.. Facts()],
        Tiles = [.. metrics.Names.Select((name, i) => SummaryTile.OfFolds(name, [.. metrics.Folds.Select(fold => fold.Values[i])]))],
        Warnings = context.Warnings,
        Metrics = Metrics(),
        Sections =
        [
            new DataSection(context).Build(cancellation),
            .. DoctorSection.Build(context.Diagnosis),
            new TrainingSection(context, metrics).Build(),
            context.Recipe.Target.Kind == TargetKind.Masks ? new MaskPredictionSection(context).Build() : new PredictionSection(context, metrics).Build(),
        ],
        Times = [.. metrics.Times.Select(time => new StepTime(time.Stage, TimeSpan.FromSeconds(time.Seconds)))],
        Recipe = RecipeWriter.ToYaml(context.Recipe),
        Environment = [.. MachineSurvey.Take(context.Run.Path).Select(fact => new ReportFact($"{fact.Group}: {fact.Name}", fact.Value))],
    });

    /// <summary>The metrics by fold; with test-time augmentation each has a column without it beside it.</summary>
    private FoldMetrics Metrics()
    {
        IReadOnlyList<string> names = metrics.Plain.Count == 0 ? metrics.Names : [.. metrics.Names.SelectMany(name => new[] { name, $"{name} without TTA" })];
        return new FoldMetrics(names, [.. metrics.Folds.Select(fold => new FoldRow(fold.Fold, Beside(fold.Values, fold.Plain)) { Samples = fold.Samples, Epoch = fold.Epoch })])
        {
            OutOfFold = Beside(metrics.OutOfFold, metrics.Plain),
        };
    }

    private IReadOnlyList<double> Beside(IReadOnlyList<double> values, IReadOnlyList<double> plain) => metrics.Plain.Count == 0
        ? values
        : [.. values.SelectMany((value, i) => new[] { value, i < plain.Count ? plain[i] : double.NaN })];

    private IEnumerable<ReportFact> Facts()
    {
        yield return new ReportFact("written", $"{context.Time.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
        yield return new ReportFact("model", context.Recipe.Model.Name);
        yield return new ReportFact("input", $"{context.Input.Size.Height} × {context.Input.Size.Width}, {context.Recipe.Input.Channels} channels");
        yield return new ReportFact("device", context.Forward.Device.ToString());
        if (context.Data.Test is { } test)
            yield return new ReportFact("test samples", $"{test.Count}");
        if (context.Options.CommandLine is { } line)
            yield return new ReportFact("command", line);
    }
}
