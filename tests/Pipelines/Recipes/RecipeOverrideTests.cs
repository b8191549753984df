using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Training;

namespace Foldline.Tests.Pipelines.Recipes;

public sealed class RecipeOverrideTests
{
    [Fact]
    public void Apply_OfTheFixedWords_ChangesThem()
    {
        var recipe = SampleRecipes.Read(
            SampleRecipes.Small,
            "seed=3",
            "model.name=resnet34d",
            "model.pretrained=false",
            "input.size=[96, 128]",
            "train.epochs=9",
            "train.batch=4",
            "train.folds=0,2",
            "train.precision=fp32",
            "loader.threads=2",
            "loader.cache=2GB",
            "device=cuda:0",
            "debug.limit=50");

        Assert.Equal(3, recipe.Seed);
        Assert.Equal(new ModelSpec { Name = "resnet34d", Pretrained = "false" }, recipe.Model);
        Assert.Equal(new ImageSize(96, 128), recipe.Input.Size);
        Assert.Equal(9, recipe.Train.Epochs);
        Assert.Equal(4, recipe.Train.Batch);
        Assert.Equal(FoldSelection.Of(0, 2), recipe.Train.Folds);
        Assert.Equal(NumberFormat.Float32, recipe.Train.Precision);
        Assert.Equal(new LoaderSpec(2, 4, new ByteSize(2_000_000_000)), recipe.Loader);
        Assert.Equal("cuda:0", recipe.Device);
        Assert.Equal(50, recipe.Debug.Limit);
    }

    [Fact]
    public void Apply_ToAListElement_ChangesOnlyIt()
    {
        var recipe = SampleRecipes.Read(SampleRecipes.Small, "augment.0.horizontal_flip.p=0.3", "augment.1.random_brightness_contrast.p=0.1");

        Assert.Equal(new PartSpec("horizontal_flip", ("p", 0.3)), recipe.Augment[0]);
        Assert.Equal(new PartSpec("random_brightness_contrast", ("p", 0.1)), recipe.Augment[1]);
    }

    [Fact]
    public void Apply_ToAPart_ReplacesOrChangesIt()
    {
        Assert.Equal(new PartSpec("adam", ("lr", 0.1)), SampleRecipes.Read(SampleRecipes.Small, "train.optimizer.adam.lr=0.1").Train.Optimizer);
        Assert.Equal(new PartSpec("sgd"), SampleRecipes.Read(SampleRecipes.Small, "train.optimizer=sgd").Train.Optimizer);
        Assert.Equal(new PartSpec("sgd", ("lr", 0.5)), SampleRecipes.Read(SampleRecipes.Small, "train.optimizer={sgd: {lr: 0.5}}").Train.Optimizer);
        Assert.Equal(Interval.EachEpoch, SampleRecipes.Read(SampleRecipes.Small, "train.schedule.every=epoch").Train.Schedule!.Every);
    }

    [Fact]
    public void Apply_WithPlusAndTilde_AddsAndRemoves()
    {
        var recipe = SampleRecipes.Read(SampleRecipes.Small, "+tables.extra=extra.csv", "~train.schedule", "~augment.0", "+augment.1={blur: {p: 1}}");

        Assert.Equal("extra", recipe.Tables[^1].Name);
        Assert.Null(recipe.Train.Schedule);
        Assert.Equal(["random_brightness_contrast", "blur"], recipe.Augment.Select(part => part.Name));
    }

    [Fact]
    public void Apply_ToASectionThatIsOff_TurnsItOn()
    {
        var recipe = SampleRecipes.Read(SampleRecipes.Small, "train.clip.norm=1", "train.ema=null", "train.keep_best.metric=valid.loss");

        Assert.Equal(new ClipSpec(1), recipe.Train.Clip);
        Assert.Null(recipe.Train.Ema);
        Assert.Equal(new KeepBestSpec("valid.loss", false), recipe.Train.KeepBest);
    }

    [Theory]
    [InlineData("train.epoch=3", "epochs")]
    [InlineData("trian.epochs=3", "train")]
    [InlineData("modle.name=x", "model")]
    [InlineData("augment.0.horizontal_flop.p=1", "horizontal_flip")]
    [InlineData("tables.trian=x.csv", "train")]
    [InlineData("~train.schedul", "schedule")]
    [InlineData("train.optimizer.adan.lr=1", "adam")]
    public void Apply_WithAWrongPath_NamesTheNearest(string argument, string nearest)
    {
        var error = SampleRecipes.Fails(SampleRecipes.Small, argument);

        Assert.Equal("FL6009", error.Code);
        Assert.Equal(nearest, error.Facts["nearest"]);
        Assert.Contains(argument, error.Message);
    }

    [Theory]
    [InlineData("augment.5.x.p=1")]
    [InlineData("augment.x=1")]
    [InlineData("seed.more=1")]
    [InlineData("+seed=1")]
    [InlineData("+augment.9=flip")]
    public void Apply_ToAPathThatCannotBe_IsRefused(string argument) => Assert.Equal("FL6009", SampleRecipes.Fails(SampleRecipes.Small, argument).Code);

    [Theory]
    [InlineData("=1")]
    [InlineData("a..b=1")]
    [InlineData("a")]
    [InlineData("+a")]
    [InlineData("~a=1")]
    [InlineData("a=[1")]
    [InlineData("a={b: {c")]
    [InlineData("")]
    public void Parse_OfSomethingElse_IsRefused(string argument) =>
        Assert.Equal("FL6010", Assert.Throws<FoldlineException>(() => RecipeOverride.Parse(argument)).Code);

    [Fact]
    public void Apply_WithAWrongValue_NamesTheArgument()
    {
        var error = SampleRecipes.Fails(SampleRecipes.Small, "train.epochs=many");

        Assert.Equal("FL6005", error.Code);
        Assert.StartsWith("command line 'train.epochs=many'", error.Message);
    }
}
