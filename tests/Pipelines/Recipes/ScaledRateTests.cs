using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Schedules;

namespace Foldline.Tests.Pipelines.Recipes;

/// <summary><c>train.scale_lr</c>: a learning rate for each image of a step.</summary>
public sealed class ScaledRateTests
{
    [Theory]
    [InlineData(4e-5)]
    [InlineData(8e-5, "train.batch=64")]
    [InlineData(8e-5, "train.accumulate=2")]
    [InlineData(1.25e-6, "train.scale_lr=false")]
    public void Schedule_RisesToTheRateOfAllImagesOfAStep(double most, params string[] overrides)
    {
        var recipe = RecipeFile.Load(Repository.At("recipes", "seti-bl.yaml"), [.. overrides.Select(RecipeOverride.Parse)]);

        var rates = ScheduleTrace.Of(recipe, size: null).LearningRates;

        // e < 5: start + (max − start) · e / 5; then min + (max − min) · 0.8^(e − 5).
        var expected = Enumerable.Range(0, 12).Select(e => e < 5 ? 5e-6 + ((most - 5e-6) * e / 5) : 1e-6 + ((most - 1e-6) * Math.Pow(0.8, e - 5)));
        Assert.Equal(12, rates.Length);
        Assert.All(expected.Zip(rates), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void ScaledRate_WithoutARate_IsAnError()
    {
        var error = SampleRecipes.Fails(SampleRecipes.Small, "train.optimizer=adam", "train.scale_lr=true");
        Assert.Equal(("FL6006", "train.optimizer.adam.lr"), (error.Code, error.Facts["key"]));
    }
}
