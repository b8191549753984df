using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Checkpoints;

namespace Foldline.Pipelines.Stages;

/// <summary>Loads the weights that a trained fold predicts with.</summary>
internal static class FoldWeights
{
    /// <summary>File name, without extension, of the best epoch's weights.</summary>
    public const string BestName = "best";

    /// <summary>Loads the weights.</summary>
    /// <param name="model">The network, on its device.</param>
    /// <param name="folder">The fold.</param>
    /// <param name="recipe">Says which weights.</param>
    /// <returns>The epoch they are from.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no such weights.</exception>
    public static int Load(Module model, FoldFolder folder, Recipe recipe)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (weights, epoch) = Read(folder, recipe);
        model.LoadStateDict(weights);
        return epoch;
    }

    /// <summary>Reads the weights.</summary>
    /// <param name="folder">The fold.</param>
    /// <param name="recipe">Says which weights.</param>
    /// <returns>Tensors by name, on the CPU, which belong to the current scope or else to the caller; the epoch they are from.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no such weights.</exception>
    public static (OrderedDictionary<string, Tensor> Weights, int Epoch) Read(FoldFolder folder, Recipe recipe)
    {
        var averaged = recipe.Predict.UseEma && recipe.Train.Ema is not null;
        return recipe.Predict.UseBest ? ReadBest(folder, averaged) : ReadLast(folder, averaged);
    }

    private static (OrderedDictionary<string, Tensor> Weights, int Epoch) ReadLast(FoldFolder folder, bool averaged)
    {
        string[] sections = averaged ? [Checkpoint.Model, Checkpoint.Average] : [Checkpoint.Model];
        var loaded = new CheckpointStore(folder.Checkpoints).Load(sections) ?? throw NoWeights(folder, "last");
        var weights = loaded.Checkpoint.Section(Checkpoint.Model);
        if (averaged)
        {
            foreach (var (name, value) in loaded.Checkpoint.Section(Checkpoint.Average))
                weights[name] = value;
        }

        return (weights, loaded.Checkpoint.State.Epoch);
    }

    private static (OrderedDictionary<string, Tensor> Weights, int Epoch) ReadBest(FoldFolder folder, bool averaged)
    {
        var path = Path.Combine(folder.Checkpoints, averaged ? $"{BestName}-ema.safetensors" : $"{BestName}.safetensors");
        if (!File.Exists(path))
            throw NoWeights(folder, BestName);
        return WeightSnapshot.Read(path);
    }

    private static FoldlineException NoWeights(FoldFolder folder, string name) => FoldlineException.User(
        "FL6044",
        $"Fold {folder.Fold} of the run has no weights '{name}' in '{folder.Checkpoints}'. Train it first ('./foldline train --fold {folder.Fold}'), or predict with others (predict.snapshot=last).",
        null,
        ("folder", folder.Checkpoints),
        ("fold", $"{folder.Fold}"));
}
