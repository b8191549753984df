using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Blending;

/// <summary>A run that is blended.</summary>
/// <param name="Folder">Full path of its folder.</param>
/// <param name="Recipe">Its effective recipe.</param>
/// <param name="OutOfFold">Its out-of-fold predictions.</param>
/// <param name="Test">Its test predictions; null when it has none.</param>
internal sealed record BlendMember(string Folder, Recipe Recipe, PredictionTable OutOfFold, PredictionTable? Test)
{
    /// <summary>The run's id.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>The run in a table or figure: its id and network.</summary>
    public string Label => RunFolder.IsBlend(Folder) ? Id : $"{Id} {Recipe.Model.Name}";
}
