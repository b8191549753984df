using Foldline.Imaging;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>How the recipe for cadences may choose and arrange their panels: what <c>docs/seti-bl.md</c> lists.</summary>
public sealed class PanelInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PanelInputTests() => SampleGenerators.Find("seti-bl").Generate(folder.Path, new SampleOptions(Count: 12, Size: 32));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(3, 34)]
    [InlineData(6, 34, "input.channels=6", "input.steps=[min_max]", "~augment.2")]
    [InlineData(1, 102, "input.channels=1", "input.steps=[{select_channels: {channels: [0, 2, 4]}}, {stack_channels: {count: 3}}, min_max]", "~augment.2")]
    [InlineData(1, 204, "input.channels=1", "input.steps=[{stack_channels: {count: 6}}, min_max]", "~augment.2")]
    public void Panels_BecomeChannelsOrOneTallChannel(int channels, int height, params string[] overrides)
    {
        var recipe = RecipeFile.Load(Repository.At("recipes", "seti-bl.yaml"), [.. overrides.Prepend("train.precision=fp32").Select(RecipeOverride.Parse)]);
        using var data = RecipeData.Load(recipe, folder.Path);
        var plan = new InputPlan(recipe, new InputSource(recipe.Input, folder.Path), new ImageSize(34, 32), PixelNormalization.None);
        using var loader = plan.TrainingLoader(data.Train, [.. Enumerable.Range(0, data.Train.Count)], seed: 1);

        using var batch = loader.Epoch(0).First();
        using var scope = new TensorScope();

        Assert.Equal([data.Train.Count, channels, height, 32], batch.Images.Shape.ToArray());
        Assert.All(batch.Images.Contiguous().ToArray<float>(), value => Assert.InRange(value, -0.6f, 1.6f));
    }
}
