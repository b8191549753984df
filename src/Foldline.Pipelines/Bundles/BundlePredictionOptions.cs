using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Bundles;

/// <summary>What a bundle predicts, and where to.</summary>
public sealed record BundlePredictionOptions
{
    /// <summary>Folder or archive of the bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>Folder with the test images and the tables that the test samples and the submission need.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder for predictions and submission.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Changes to the bundle's recipe, such as another device.</summary>
    public IReadOnlyList<RecipeOverride> Overrides { get; init; } = [];

    /// <summary>The program's own network, when the run had one.</summary>
    public NetworkFactory? Network { get; init; }
}
