using Foldline.Models.Heads;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;

namespace Foldline.Tests.Pipelines.Recipes;

/// <summary><c>model.head</c>: what recipes may say, what it becomes, and what mistakes are called.</summary>
public sealed class RecipeHeadTests
{
    private const string Labels = SampleRecipes.Small;

    [Fact]
    public void Dense_HasHiddenLayers()
    {
        var head = Build("model.head={dense: {units: [32, 16], activation: gelu, drop_rate: 0.1}}");

        Assert.Equal([32, 16], head.Units);
        Assert.Equal(("Gelu", 0.1, true), (head.Activation.ToString(), head.DropRate, head.Groups.IsEmpty));
    }

    [Theory]
    [InlineData("{multi: {groups: [2, 1]}}", "0,1 2")]
    [InlineData("{multi: {groups: [[a, b], [c]], units: [4]}}", "0,1 2")]
    [InlineData("{multi: {groups: [[c], [b, a]]}}", "2 1,0")]
    public void Multi_GroupsLabelsByCountOrName(string value, string expected)
    {
        var head = Build($"model.head={value}", "target={columns: [a, b, c]}");
        Assert.Equal(expected, string.Join(' ', head.Groups.Select(group => string.Join(',', group))));
    }

    [Theory]
    [InlineData("{multi: {groups: [2, 2]}}", "FL1012")]
    [InlineData("{multi: {groups: [[a, b], [b]]}}", "FL1012")]
    [InlineData("{multi: {groups: [[a, b], [d]]}}", "FL1012")]
    [InlineData("{multi: {}}", "FL1012")]
    [InlineData("{dense: {}}", "FL1011")]
    [InlineData("{dense: {units: [0]}}", "FL1012")]
    [InlineData("{dense: {units: [8], activation: rely}}", "FL1012")]
    [InlineData("{dense: {units: [8], drop: 1}}", "FL1010")]
    [InlineData("{dens: {units: [8]}}", "FL1013")]
    public void Mistakes_AreNamedWithTheirPlace(string value, string code)
    {
        var error = Assert.Throws<FoldlineException>(() => Build($"model.head={value}", "target={columns: [a, b, c]}"));
        Assert.Equal((code, "model.head"), (error.Code, error.Facts["path"]));
    }

    [Fact]
    public void Head_IsPartOfTheRecipesValue()
    {
        var recipe = SampleRecipes.Read(Labels, "model.head={dense: {units: [8]}}");

        Assert.Equal(recipe, RecipeFile.Parse(RecipeWriter.ToYaml(recipe), "again.yaml"));
        Assert.NotEqual(recipe.Model, SampleRecipes.Read(Labels).Model);
        Assert.Equal([16], Read(SampleRecipes.Read(Labels, "model.head={dense: {units: [8]}}", "model.head.dense.units=[16]")).Units);
        Assert.Null(SampleRecipes.Read(Labels, "model.head={dense: {units: [8]}}", "model.head=null").Model.Head);
    }

    private static HeadOptions Build(params string[] overrides) => Read(SampleRecipes.Read(Labels, overrides));

    private static HeadOptions Read(Recipe recipe) => recipe.Model.Head!.Build(new HeadParts([.. recipe.Target.Names]).Table);
}
