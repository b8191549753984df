using Foldline.Data.Folds;
using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Reporting;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// Takes a recipe to a scored, cross-validated submission with a report, stage by stage, all in one run folder. Training, prediction and
/// submission can also be run alone on the folder of an earlier run.
/// </summary>
/// <param name="observer">Is told what happens.</param>
/// <param name="time">The clock.</param>
public sealed class PipelineRunner(IRunObserver observer, TimeProvider time)
{
    /// <summary>Trains the selected folds, predicts, scores, writes submission and report.</summary>
    /// <param name="recipe">The recipe; a resumed run keeps its own training settings, which must be the same.</param>
    /// <param name="options">Data, output folder, run to resume.</param>
    /// <param name="cancellation">Finishes the batch at hand, saves, and ends with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">Anything that is wrong with recipe, data or machine; the run's status says so too.</exception>
    public RunResult Run(Recipe recipe, RunOptions options, CancellationToken cancellation = default) =>
        InFolder(recipe, options, cancellation, context =>
        {
            Examine(context, cancellation);
            new EarlierStages(context).Run(cancellation);
            FoldStages.Train(context, cancellation);
            FoldStages.Predict(context, context.SelectedFolds, cancellation);
            return Finish(context, cancellation);
        });

    /// <summary>Trains the selected folds only.</summary>
    /// <inheritdoc cref="Run"/>
    public RunResult Train(Recipe recipe, RunOptions options, CancellationToken cancellation = default) =>
        InFolder(recipe, options, cancellation, context =>
        {
            new EarlierStages(context).Run(cancellation);
            FoldStages.Train(context, cancellation);
            return new RunResult(context.Run.Path, null, 0);
        });

    /// <summary>Predicts again with the weights of an earlier run, then scores, writes submission and report.</summary>
    /// <param name="recipe">The run's recipe, perhaps with overrides.</param>
    /// <param name="options">Data folder and, as <see cref="RunOptions.Resume"/>, the run.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="Run"/>
    public RunResult Predict(Recipe recipe, RunOptions options, CancellationToken cancellation = default) =>
        InFolder(recipe, options, cancellation, context =>
        {
            var trained = context.SelectedFolds.Where(fold => Directory.Exists(context.Run.Fold(fold).Checkpoints)).ToList();
            FoldStages.Predict(context, trained.Count > 0 ? trained : context.SelectedFolds, cancellation);
            return Finish(context, cancellation);
        });

    /// <summary>Writes metrics, submission and report again from the predictions of an earlier run.</summary>
    /// <inheritdoc cref="Predict"/>
    public RunResult Submit(Recipe recipe, RunOptions options, CancellationToken cancellation = default) =>
        InFolder(recipe, options, cancellation, context => Finish(context, cancellation));

    private RunResult InFolder(Recipe recipe, RunOptions options, CancellationToken cancellation, Func<RunContext, RunResult> work)
    {
        RunFolder.RefuseBlend(options.Resume ?? "");
        using var run = options.Resume is { } folder ? RunFolder.Open(folder, time) : RunFolder.Create(options.OutFolder, recipe, time);
        return RunGuard.Watch(run, () =>
        {
            using var context = new ContextFactory(observer, time).Prepare(run, recipe, options, cancellation);
            return work(context);
        });
    }

    /// <summary>Does the doctor's cheap checks and shows what they find; errors stop a strict run.</summary>
    private static void Examine(RunContext context, CancellationToken cancellation)
    {
        context.Diagnose(context.Stage("doctor", () => DataDoctor.LookBriefly(new Examination
        {
            Recipe = context.Recipe,
            Data = context.Data,
            Folds = new FoldSplit(context.Folds.FoldCount, context.Folds.Folds, []),
            Cancellation = cancellation,
        })).Findings);
        if (!context.Diagnosis.HasErrors || !(context.Options.StrictDoctor || context.Recipe.Doctor.IsStrict))
            return;
        var first = context.Diagnosis.Findings[0];
        throw FoldlineException.User(
            "FL6601",
            $"The doctor found errors ({context.Diagnosis}), the first by '{first.Check}': {first.Text} {first.Remedy} './foldline doctor' shows all; doctor.strict=false goes on in spite of them.",
            null,
            ("check", first.Check),
            ("file", context.Run.DoctorPath));
    }

    private static RunResult Finish(RunContext context, CancellationToken cancellation)
    {
        var metrics = FoldStages.Score(context, cancellation);
        context.Diagnose([.. PredictionChecks.Look(context.Recipe, metrics, context.Run.OutOfFoldPath)]);
        context.WarnOfDamage();
        var rows = context.Stage("submission", () => new SubmissionStage(context).Run(cancellation));
        metrics = metrics with { Times = context.Times };
        metrics.Save(context.Run.MetricsPath);
        context.Stage("report", () =>
        {
            new RunReport(context, metrics).Write(cancellation);
            return true;
        });
        return new RunResult(context.Run.Path, metrics, rows);
    }
}
