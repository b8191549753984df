using System.Text.Json;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>
/// What a fold's training leaves beside the best weights: the last checkpoint with the optimizer's state, the one before, snapshots. With
/// <c>train.keep: best</c> they are removed when the fold is done, and <c>trained.json</c> says so, so that a resumed run does not train it again.
/// </summary>
/// <param name="folder">The fold.</param>
/// <param name="hash">Hash of what the weights depend on.</param>
internal sealed class FoldLeftovers(FoldFolder folder, string hash)
{
    private readonly string marker = Path.Combine(folder.Path, "trained.json");

    /// <summary>Checks that a recipe which keeps only the best weights has some and predicts with them.</summary>
    /// <exception cref="FoldlineException">FL6530: it has not, or does not.</exception>
    public static void Check(Recipe recipe)
    {
        if (!recipe.Train.KeepsOnlyBest || (recipe.Train.KeepBest is not null && recipe.Predict.UseBest))
            return;
        var missing = recipe.Train.KeepBest is null
            ? "'train.keep_best' does not say which epoch is the best. Set it, such as train.keep_best={metric: valid.loss, mode: min}"
            : "'predict.snapshot' wants the last one. Set predict.snapshot=best";
        throw FoldlineException.User("FL6530", $"'train.keep: best' keeps nothing of a fold but the weights of its best epoch, yet {missing}, or train.keep=all.", null, ("key", "train.keep"));
    }

    /// <summary>Whether the fold was trained to its end and everything but the best weights is gone.</summary>
    /// <exception cref="FoldlineException">FL5703: it was trained with other settings.</exception>
    public bool WereRemoved()
    {
        if (!File.Exists(marker) || !IsBestThere())
            return false;
        if (ReadHash() == hash)
            return true;
        throw FoldlineException.User("FL5703", $"The weights in '{folder.Checkpoints}' were trained with other settings than the recipe has now. Resume with the run's own recipe, or start a new run.", null, ("folder", folder.Checkpoints));
    }

    /// <summary>Removes everything but the best weights; nothing when there are none.</summary>
    /// <exception cref="FoldlineException">FL1001: a file cannot be removed or written.</exception>
    public void Remove()
    {
        if (!IsBestThere())
            return;
        // The mark comes first: a fold without it and without a checkpoint would be trained again.
        JsonFile.Write(marker, json => json.WriteString("hash", hash));
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder.Checkpoints).Where(file => !IsBest(file)))
                File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL1001", $"Cannot remove files from '{folder.Checkpoints}': {e.Message} Check the permissions.", e, ("folder", folder.Checkpoints));
        }
    }

    private static bool IsBest(string file) => Path.GetFileName(file) is $"{FoldWeights.BestName}.safetensors" or $"{FoldWeights.BestName}-ema.safetensors";

    private bool IsBestThere() => Directory.Exists(folder.Checkpoints) && Directory.EnumerateFiles(folder.Checkpoints).Any(IsBest);

    private string? ReadHash()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(marker));
            return json.RootElement.GetProperty("hash").GetString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
