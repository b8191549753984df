using Foldline.Data.Folds;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Weights of an earlier training that another one starts from or learns from, fold by fold: a stage of the same run, or another run.</summary>
internal sealed class TrainedRun
{
    private readonly string path;

    private TrainedRun(string path, Recipe recipe) => (this.path, Recipe) = (path, recipe);

    /// <summary>What it was trained with.</summary>
    public Recipe Recipe { get; }

    /// <summary>Finds the training that a recipe names.</summary>
    /// <param name="reference">An earlier stage, or the folder of a run.</param>
    /// <param name="context">The run that needs it.</param>
    /// <exception cref="FoldlineException">FL6103: there is none. FL4206, FL6104: it has other samples or folds.</exception>
    public static TrainedRun Find(string reference, RunContext context)
    {
        var folder = Candidates(reference, context.Run).FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, RunFolder.RecipeName))) ?? throw FoldlineException.User(
            "FL6103",
            $"The recipe builds on '{reference}', but there is no such stage in '{context.Run.Path}' and no such run folder. Name an earlier stage of the recipe, or the folder of one run.",
            null,
            ("reference", reference),
            ("folder", context.Run.Path));
        RequireSameFolds(Path.Combine(folder, RunFolder.FoldsName), reference, context);
        return new TrainedRun(folder, RecipeFile.Load(Path.Combine(folder, RunFolder.RecipeName)));
    }

    /// <summary>Loads the weights that the training predicts with.</summary>
    /// <param name="model">The network, on its device.</param>
    /// <param name="fold">Fold.</param>
    /// <param name="isStrict">Whether weights that do not fit altogether are an error.</param>
    /// <param name="warn">Is told what did not fit.</param>
    /// <exception cref="FoldlineException">FL6044: the fold has no such weights. FL2004: they do not fit.</exception>
    public void Load(Module model, int fold, bool isStrict, Action<string> warn)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (weights, _) = FoldWeights.Read(new FoldFolder(Path.Combine(path, RunFolder.FoldName(fold)), fold), Recipe);
        var mismatch = model.LoadStateDict(weights, isStrict);
        if (!mismatch.IsEmpty)
            warn($"The weights of '{path}' fit only in part: {mismatch} What they do not give starts from random values.");
    }

    private static IEnumerable<string> Candidates(string reference, RunFolder run) => [run.StagePath(reference), Path.Combine(Path.GetDirectoryName(run.Path)!, reference), Path.GetFullPath(reference)];

    /// <summary>A network that has seen a fold's validation samples makes its scores worthless.</summary>
    private static void RequireSameFolds(string path, string reference, RunContext context)
    {
        var other = FoldAssignment.Load(path, context.Data.Train.Ids);
        if (other.Folds.SequenceEqual(context.Folds.Folds))
            return;
        var count = other.Folds.Zip(context.Folds.Folds).Count(pair => pair.First != pair.Second);
        throw FoldlineException.User(
            "FL6104",
            $"'{reference}' was trained with other folds: {count} of {other.Folds.Length} samples are in another one, so its networks have seen what is to validate here. Give both recipes the same 'folds', or train it again.",
            null,
            ("reference", reference),
            ("found", $"{count}"));
    }
}
