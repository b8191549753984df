using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>Networks that are built for one size of images are built for the recipe's.</summary>
public sealed class ModelBuilderTests
{
    [Theory]
    [InlineData("vinbigdata", 96, false, "model={name: test_vit}")]
    [InlineData("vinbigdata", 128, false, "model={name: swinv2_cr_tiny_224}")]
    [InlineData("severstal", 96, true, "model={name: fpn, encoder: swin_tiny_patch4_window7_224}")]
    public void AtStart_TakesTheRecipesSize(string name, int size, bool hasMasks, params string[] overrides)
    {
        var recipe = RecipeFile.Load(Repository.At("recipes", $"{name}.yaml"), [.. overrides.Append($"input.size=[{size}, {size}]").Select(RecipeOverride.Parse)]);
        var builder = new ModelBuilder(recipe, Device.Cpu, own: null);
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();

        builder.Check();
        using var model = builder.AtStart(seed: 1, _ => { });
        var output = model.Forward(Aten.Rand([1, recipe.Input.Channels, size, size]));

        Assert.Equal(hasMasks ? [1, recipe.Target.Names.Count, size, size] : [1, recipe.Target.Names.Count], output.Shape.ToArray());
    }
}
