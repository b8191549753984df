using System.Globalization;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Training;

namespace Foldline.Pipelines.Stages;

/// <summary>What is done with the folds of a run: training, prediction, scores.</summary>
internal static class FoldStages
{
    /// <summary>Trains the selected folds, from the start or from where they were stopped.</summary>
    public static void Train(RunContext context, CancellationToken cancellation)
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

    /// <summary>Predicts the validation samples of folds, and the test samples.</summary>
    public static void Predict(RunContext context, IReadOnlyList<int> folds, CancellationToken cancellation)
    {
        var masks = IsOfMasks(context) ? new MaskPrediction(context, SearchMasks(context, folds, cancellation)) : null;
        foreach (var fold in folds)
        {
            var folder = context.Run.Fold(fold);
            var epoch = context.Stage($"predict fold {fold}", () => context.Engine.Run(() =>
                masks?.PredictFold(folder, cancellation) ?? new FoldPrediction(context, folder).Run(cancellation)));
            FoldEpoch.Write(folder, epoch);
        }

        if (masks is null || context.TestSamples is null)
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
        CultureInfo.InvariantCulture,
        $"Thresholds and least sizes of masks were searched on the only fold, and its scores are measured on the same images: they are fitted ones. The mean Dice over pairs is {choices.Fitted:0.0000}, and {choices.Nested:0.0000} when each half of the images is cut with what the other half chose. With two or more folds each is judged by the choices of the others.");

    private static bool IsOfMasks(RunContext context) => context.Recipe.Target.Kind == TargetKind.Masks;

    /// <summary>Joins the folds' predictions and measures them.</summary>
    public static RunMetrics Score(RunContext context, CancellationToken cancellation) =>
        context.Stage("score", () => IsOfMasks(context) ? new MaskScoring(context).Run(cancellation) : new Scoring(context).Run());
}
