using Foldline.Data.Folds;
using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Reporting;
using Foldline.Pipelines.Runs;
using Foldline.Training;

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
            TrainFolds(context, cancellation);
            PredictFolds(context, context.SelectedFolds, cancellation);
            return Finish(context, cancellation);
        });

    /// <summary>Trains the selected folds only.</summary>
    /// <inheritdoc cref="Run"/>
    public RunResult Train(Recipe recipe, RunOptions options, CancellationToken cancellation = default) =>
        InFolder(recipe, options, cancellation, context =>
        {
            TrainFolds(context, cancellation);
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
            PredictFolds(context, trained.Count > 0 ? trained : context.SelectedFolds, cancellation);
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
        var stage = "prepare";
        try
        {
            using var context = new ContextFactory(observer, time).Prepare(run, recipe, options, cancellation);
            var result = work(context);
            run.SetStatus(RunState.Done, "done");
            return result;
        }
        catch (OperationCanceledException)
        {
            run.SetStatus(RunState.Interrupted, RunStatus.Load(run.StatusPath)?.Stage ?? stage);
            throw;
        }
        catch (FoldlineException e)
        {
            TrySetFailed(run, RunStatus.Load(run.StatusPath)?.Stage ?? stage, e);
            throw;
        }
    }

    /// <summary>The first error matters more than a status that cannot be written, on a full disk for one.</summary>
    private static void TrySetFailed(RunFolder run, string stage, FoldlineException error)
    {
        try
        {
            run.SetStatus(RunState.Failed, stage, $"{error.Code}: {error.Message}");
        }
        catch (FoldlineException)
        {
        }
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

    private static void TrainFolds(RunContext context, CancellationToken cancellation)
    {
        foreach (var fold in context.SelectedFolds)
        {
            var leftovers = new FoldLeftovers(context.Run.Fold(fold), context.TrainingHash);
            if (leftovers.WereRemoved())
            {
                // A run that was stopped while it removed files goes on with that.
                leftovers.Remove();
                continue;
            }

            var end = context.Stage($"train fold {fold}", () => context.Engine.Run(() => new FoldTraining(context, context.Run.Fold(fold)).Run(cancellation)));
            if (end == TrainingEnd.Interrupted)
                throw new OperationCanceledException(cancellation);
            if (context.Recipe.Train.KeepsOnlyBest)
                leftovers.Remove();
        }
    }

    private static void PredictFolds(RunContext context, IReadOnlyList<int> folds, CancellationToken cancellation)
    {
        var masks = IsOfMasks(context) ? new MaskPrediction(context, SearchMasks(context, folds, cancellation)) : null;
        foreach (var fold in folds)
        {
            var folder = context.Run.Fold(fold);
            var epoch = context.Stage($"predict fold {fold}", () => context.Engine.Run(() =>
                masks?.PredictFold(folder, cancellation) ?? new FoldPrediction(context, folder).Run(cancellation)));
            FoldEpoch.Write(folder, epoch);
        }

        if (masks is null || context.Data.Test is null)
            return;
        var trained = Enumerable.Range(0, context.Folds.FoldCount).Select(context.Run.Fold).Where(folder => Directory.Exists(folder.Checkpoints)).ToList();
        context.Stage("predict test", () => context.Engine.Run(() =>
        {
            masks.PredictTest(trained, cancellation);
            return true;
        }));
    }

    private static MaskChoices? SearchMasks(RunContext context, IReadOnlyList<int> folds, CancellationToken cancellation)
    {
        if (context.Recipe.Predict.Search is not { } spec)
            return null;
        var search = new MaskSearch(context.Recipe.Target, spec);
        foreach (var fold in folds)
        {
            var halves = folds.Count == 1 ? ValidationHalves.Of(context.Recipe, context.Data.Train, context.Validation(fold)) : null;
            context.Stage($"search masks of fold {fold}", () => context.Engine.Run(() =>
            {
                new MaskPrediction(context, null).Search(search, context.Run.Fold(fold), row => halves?[row] ?? fold, cancellation);
                return true;
            }));
        }

        var choices = MaskChoices.Of(context.Recipe.Target.Names, search, folds);
        choices.Save(context.Run.MaskChoicesPath);
        if (folds.Count == 1)
            context.Warn(FittedScores(choices));
        return choices;
    }

    private static string FittedScores(MaskChoices choices) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"Thresholds and least sizes of masks were searched on the only fold, and its scores are measured on the same images: they are fitted ones. The mean Dice over pairs is {choices.Fitted:0.0000}, and {choices.Nested:0.0000} when each half of the images is cut with what the other half chose. With two or more folds each is judged by the choices of the others.");

    private static bool IsOfMasks(RunContext context) => context.Recipe.Target.Kind == TargetKind.Masks;

    private static RunResult Finish(RunContext context, CancellationToken cancellation)
    {
        var metrics = context.Stage("score", () => IsOfMasks(context) ? new MaskScoring(context).Run(cancellation) : new Scoring(context).Run());
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
