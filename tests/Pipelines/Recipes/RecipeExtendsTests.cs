using Foldline.Pipelines.Recipes;
using Foldline.Training.Averaging;

namespace Foldline.Tests.Pipelines.Recipes;

public sealed class RecipeExtendsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("foldline-recipes-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Load_WithExtends_LaysItsValuesOverTheOthers()
    {
        Write("base.yaml", SampleRecipes.Small);
        var recipe = RecipeFile.Load(Write("sub/child.yaml", """
            extends: ../base.yaml
            name: child
            tables: {extra: extra.csv}
            train: {epochs: 5, optimizer: {adam: {weight_decay: 0.1}}, schedule: {every: epoch}}
            augment: [vertical_flip]
            """));

        Assert.Equal("child", recipe.Name);
        Assert.Equal(7, recipe.Seed);
        Assert.Equal(5, recipe.Train.Epochs);
        Assert.Equal(new AverageOptions { Decay = 0.99 }, recipe.Train.Ema);
        Assert.Equal(["train", "sample", "extra"], recipe.Tables.Select(table => table.Name));
        Assert.Equal(new PartSpec("adam", ("lr", 1e-3), ("weight_decay", 0.1)), recipe.Train.Optimizer);
        Assert.Equal(new ScheduleSpec(new PartSpec("cosine", ("t_max", 10)), Interval.EachEpoch), recipe.Train.Schedule);
        Assert.Equal([new PartSpec("vertical_flip")], recipe.Augment);
    }

    [Fact]
    public void Load_WithAnotherPart_ReplacesIt()
    {
        Write("base.yaml", SampleRecipes.Small);
        var recipe = RecipeFile.Load(Write("child.yaml", "extends: base.yaml\ntrain: {optimizer: {sgd: {lr: 0.1}}, schedule: step}"));

        Assert.Equal(new PartSpec("sgd", ("lr", 0.1)), recipe.Train.Optimizer);
        Assert.Equal(new PartSpec("step"), recipe.Train.Schedule!.Part);
    }

    [Fact]
    public void Load_WithAnotherKindOfAverage_LeavesTheKeysOfTheOldOne()
    {
        Write("base.yaml", SampleRecipes.Small + "\n");
        Write("dynamic.yaml", "extends: base.yaml\ntrain: {ema: {decay: 0.9, dynamic: true}}");
        var other = RecipeFile.Load(Write("child.yaml", "extends: dynamic.yaml\ntrain: {ema: {kind: timm_v3, min_decay: 0.5}}"));
        var same = RecipeFile.Load(Write("same.yaml", "extends: dynamic.yaml\ntrain: {ema: {kind: standard, dynamic: false}}"));
        var changed = RecipeFile.Load(Write("changed.yaml", "extends: dynamic.yaml"), [RecipeOverride.Parse("train.ema.kind=timm_v2")]);

        Assert.Equal(new AverageOptions { Kind = AverageKind.TimmV3, Decay = 0.9999, LeastDecay = 0.5 }, other.Train.Ema);
        Assert.Equal(new AverageOptions { Decay = 0.9, IsDynamic = false }, same.Train.Ema);
        Assert.Equal(new AverageOptions { Kind = AverageKind.TimmV2, Decay = 0.9 }, changed.Train.Ema);
    }

    [Fact]
    public void Load_WithAnErrorInTheOther_NamesThatFile()
    {
        Write("base.yaml", SampleRecipes.Small + "\nsed: 1\n");
        var error = Assert.Throws<FoldlineException>(() => RecipeFile.Load(Write("child.yaml", "extends: base.yaml")));

        Assert.Equal("FL6004", error.Code);
        Assert.EndsWith("base.yaml", error.Facts["file"]);
        Assert.Equal("15", error.Facts["line"]);
    }

    [Fact]
    public void Load_InACircle_IsRefused()
    {
        Write("a.yaml", "extends: b.yaml");
        var error = Assert.Throws<FoldlineException>(() => RecipeFile.Load(Write("b.yaml", "extends: a.yaml")));

        Assert.Equal("FL6008", error.Code);
    }

    [Fact]
    public void Load_OfAMissingFile_IsRefused()
    {
        Assert.Equal("FL6001", Assert.Throws<FoldlineException>(() => RecipeFile.Load(Path.Combine(folder, "none.yaml"))).Code);
        Assert.Equal("FL6001", Assert.Throws<FoldlineException>(() => RecipeFile.Load(Write("x.yaml", "extends: none.yaml"))).Code);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        AtomicFile.WriteText(path, text);
        return path;
    }
}
