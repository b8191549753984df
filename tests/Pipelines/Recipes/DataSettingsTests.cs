using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Recipes;

/// <summary>A data folder's settings.yaml lies over the recipe and under the command line.</summary>
public sealed class DataSettingsTests : IDisposable
{
    private static readonly string Path = Repository.At("recipes", "vinbigdata.yaml");
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public void LoadFor_WithSettings_LaysThemBetweenRecipeAndOverrides()
    {
        data.Write("settings.yaml", "input: {size: 64}\ntrain: {epochs: 2}\n");

        var recipe = RecipeFile.LoadFor(Path, data.Path, RecipeOverride.Parse("train.epochs=5"));

        Assert.Equal(5, recipe.Train.Epochs);
        Assert.Equal(64, recipe.Input.Size!.Value.Height);
        Assert.Equal(8, recipe.Train.Batch);
    }

    [Fact]
    public void LoadFor_WithoutSettings_IsTheRecipe() =>
        Assert.Equal(RecipeWriter.ToYaml(RecipeFile.Load(Path)), RecipeWriter.ToYaml(RecipeFile.LoadFor(Path, data.Path)));

    [Fact]
    public void LoadFor_WithAnUnknownKey_NamesTheSettings()
    {
        data.Write("settings.yaml", "trian: {epochs: 2}\n");

        var error = Assert.Throws<FoldlineException>(() => RecipeFile.LoadFor(Path, data.Path));

        Assert.Contains("settings.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains("'train'", error.Message, StringComparison.Ordinal);
    }
}
