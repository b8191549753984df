using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// Runs the stages before a recipe's last one, each in a run folder of its own within the run's: trained, its validation samples predicted and scored,
/// with the run's folds. What is done already with the same settings is left alone.
/// </summary>
/// <param name="context">The run, which is the last stage.</param>
internal sealed class EarlierStages(RunContext context)
{
    /// <summary>Runs them in order.</summary>
    public void Run(CancellationToken cancellation)
    {
        foreach (var stage in context.Recipe.Stages?.Earlier ?? [])
        {
            using var folder = RunFolder.OpenStage(context.Run, stage, context.Time);
            if (!IsDone(folder, stage.Recipe))
                RunGuard.Watch(folder, () => Run(folder, stage, cancellation));
        }
    }

    private RunMetrics Run(RunFolder folder, StageRecipe stage, CancellationToken cancellation)
    {
        RecipeFile.Save(stage.Recipe, folder.RecipePath);
        using var inner = new ContextFactory(context.Observer, context.Time).PrepareStage(folder, stage, context);
        FoldStages.Train(inner, cancellation);
        FoldStages.Predict(inner, inner.SelectedFolds, cancellation);
        var metrics = FoldStages.Score(inner, cancellation) with { Times = inner.Times };
        metrics.Save(folder.MetricsPath);
        return metrics;
    }

    private static bool IsDone(RunFolder folder, Recipe recipe) => File.Exists(folder.MetricsPath)
        && RunStatus.Load(folder.StatusPath) is { State: RunState.Done }
        && Essence(folder.LoadRecipe()).Equals(Essence(recipe));

    /// <summary>A recipe without what changes no result.</summary>
    private static Recipe Essence(Recipe recipe) => recipe with { Loader = new LoaderSpec(), Device = "auto", Doctor = new DoctorSpec(), Report = [] };
}
