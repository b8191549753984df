using System.Globalization;
using System.Text.Json;
using Foldline.Data.Folds;
using Foldline.Models;
using Foldline.Models.Weights;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Serialization;

namespace Foldline.Pipelines.Exports;

/// <summary>Writes the weights of a trained fold with their card, in the form that timm and the Hugging Face hub take.</summary>
/// <param name="run">The run, open.</param>
/// <param name="recipe">Its recipe, perhaps with overrides that say which weights.</param>
public sealed class WeightExport(RunFolder run, Recipe recipe)
{
    private const string FileName = "model.safetensors";

    /// <summary>Folds that have weights.</summary>
    public IReadOnlyList<int> Folds => [.. recipe.Train.Folds
        .Resolve(FoldAssignment.Load(run.FoldsPath).FoldCount)
        .Where(fold => Directory.Exists(run.Fold(fold).Checkpoints))];

    /// <summary>Writes <c>model.safetensors</c> and <c>config.json</c>.</summary>
    /// <param name="fold">Fold number from 0.</param>
    /// <param name="folder">Folder to write into; created when missing.</param>
    /// <returns>Path of the weights.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no such weights. FL1001: the folder cannot be written.</exception>
    public string Write(int fold, string folder)
    {
        var path = Path.Combine(folder, FileName);
        using var engine = new EngineThread();
        var card = engine.Run(() =>
        {
            using var model = new ModelBuilder(recipe, Device.Cpu, own: null).Empty();
            var epoch = FoldWeights.Load(model, run.Fold(fold), recipe);
            using var views = new StoredViews();
            foreach (var (name, tensor) in model.StateDict())
                views.Add(name, tensor);
            SafeTensors.Write(path, views.Items, new Dictionary<string, string> { ["format"] = "pt" });
            return Card(model, fold, epoch);
        });
        card.WriteBeside(path);
        return path;
    }

    private ModelCard Card(Layer model, int fold, int epoch)
    {
        var classifier = model as ImageModel;
        var input = InputFile.Load(run.InputPath);
        var normalization = input ?? new InputFile(recipe.Input.Channels, 0, 0, Imaging.PixelNormalization.None);
        return new ModelCard
        {
            Architecture = classifier is null ? recipe.Model.Name : ModelRegistry.Resolve(recipe.Model.Name).Architecture,
            Tag = recipe.Name,
            NumClasses = recipe.Target.Names.Count,
            InputSize = [recipe.Input.Channels, input?.Height ?? recipe.Input.Size?.Height ?? 0, input?.Width ?? recipe.Input.Size?.Width ?? 0],
            Mean = normalization.Mean,
            Std = normalization.Std,
            Interpolation = "box",
            FirstConv = classifier?.FirstConv ?? "encoder",
            Classifier = classifier?.ClassifierName ?? "segmentation_head.0",
            ClassNames = [.. recipe.Target.Names],
            Metrics = Metrics(fold),
            Origin = [
                new("recipe", recipe.Name),
                .. recipe.Model.Encoder is { } encoder ? [new("encoder", encoder)] : Array.Empty<KeyValuePair<string, string>>(),
                new("recipe_hash", TrainingHash.Compute(recipe, FoldAssignment.Load(run.FoldsPath))),
                new("run", run.Id),
                new("fold", fold.ToString(CultureInfo.InvariantCulture)),
                new("epoch", epoch.ToString(CultureInfo.InvariantCulture)),
                new("weights", $"{(recipe.Predict.UseBest ? "best" : "last")}{(recipe.Predict.UseEma && recipe.Train.Ema is not null ? ", averaged" : "")}"),
            ],
        };
    }

    /// <summary>The fold's scores in <c>metrics.json</c>; none when the run was not scored.</summary>
    private List<KeyValuePair<string, double>> Metrics(int fold)
    {
        if (!File.Exists(run.MetricsPath))
            return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(run.MetricsPath));
        var scores = document.RootElement.GetProperty("folds").EnumerateArray().FirstOrDefault(item => item.GetProperty("fold").GetInt32() == fold);
        return scores.ValueKind != JsonValueKind.Object ? [] : [.. scores.EnumerateObject()
            .Where(value => value.Name is not ("fold" or "samples" or "epoch") && value.Value.ValueKind == JsonValueKind.Number)
            .Select(value => KeyValuePair.Create(value.Name, value.Value.GetDouble()))];
    }
}
