using Foldline.Pipelines.Recipes;
using Foldline.Training;
using Foldline.Training.Averaging;
using Foldline.Training.Triggers;

namespace Foldline.Tests.Pipelines.Recipes;

public sealed class RecipeReaderTests
{
    [Fact]
    public void Read_VinBigData_HasTheNumbersOfTheDocument()
    {
        var recipe = RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"));

        Assert.Equal(15, recipe.Train.Epochs);
        Assert.Equal(8, recipe.Train.Batch);
        Assert.Equal(16, recipe.Train.ValidBatch);
        Assert.Equal(new PartSpec("adam", ("lr", 1e-3)), recipe.Train.Optimizer);
        Assert.Equal(new ScheduleSpec(new PartSpec("cosine_annealing_warm_restarts", ("t_0", "all_samples")), Interval.EachIteration), recipe.Train.Schedule);
        Assert.Equal(new AverageOptions(), recipe.Train.Ema);
        Assert.Equal(new PartSpec("stratified", ("count", 5), ("seed", 111), ("by", "abnormal")), recipe.Folds);
        Assert.Equal(new Interval(5, TriggerUnit.Epoch), recipe.Train.Snapshot);
        Assert.Equal(new KeepBestSpec("valid.ema.loss", false), recipe.Train.KeepBest);
        Assert.Equal(["horizontal_flip", "shift_scale_rotate", "random_brightness_contrast"], recipe.Augment.Select(part => part.Name));
        Assert.Equal(["normal", "abnormal"], recipe.Target.Names);
        Assert.Equal(Normalization.ImageNet, recipe.Input.Normalize);
        Assert.Equal("auto", recipe.Model.Pretrained);
        Assert.Equal(3, recipe.Report.Count);
    }

    [Fact]
    public void Read_WithoutOptionalKeys_TakesTheDefaults()
    {
        var recipe = SampleRecipes.Read("{name: a, tables: {t: t.csv}, samples: SELECT 1, target: {class: c, names: [x, y]}}");

        Assert.Equal(new TrainSpec(), recipe.Train);
        Assert.Equal(NumberFormat.BFloat16, recipe.Train.Precision);
        Assert.Null(recipe.Submission);
        Assert.Equal("auto", recipe.Device);
    }

    [Theory]
    [InlineData("sed: 3", "FL6004", "seed")]
    [InlineData("train: {epoch: 3}", "FL6004", "epochs")]
    [InlineData("loader: {thread: 3}", "FL6004", "threads")]
    [InlineData("train: {ema: {kind: timm_v4}}", "FL6005", "timm_v2")]
    [InlineData("train: {ema: {kind: timm_v3, use_warm_up: true}}", "FL6004", "use_warmup")]
    [InlineData("train: {precision: bf17}", "FL6005", "bf16")]
    [InlineData("input: {normalize: imagnet}", "FL6005", "imagenet")]
    [InlineData("predict: {weights: emma}", "FL6005", "ema")]
    [InlineData("device: cpuu", "FL6005", "cpu")]
    public void Read_WithASlip_NamesTheNearest(string line, string code, string nearest)
    {
        var error = SampleRecipes.Fails($"name: a\ntables: {{t: t.csv}}\nsamples: SELECT 1\ntarget: {{class: c, names: [x, y]}}\n{line}\n");

        Assert.Equal(code, error.Code);
        Assert.Equal(nearest, error.Facts["nearest"]);
        Assert.Equal("test.yaml", error.Facts["file"]);
        Assert.Equal("5", error.Facts["line"]);
        Assert.Contains($"'{nearest}'", error.Message);
        Assert.StartsWith("test.yaml:5:", error.Message);
        Assert.True(error.IsUserError);
    }

    [Theory]
    [InlineData("train: {epochs: 0}", "train.epochs")]
    [InlineData("train: {epochs: 2.5}", "train.epochs")]
    [InlineData("train: {epochs: many}", "train.epochs")]
    [InlineData("train: {epochs: [1]}", "train.epochs")]
    [InlineData("train: 3", "train")]
    [InlineData("train: {ema: {decay: 2}}", "train.ema.decay")]
    [InlineData("train: {ema: {kind: timm_v3, warmup_gamma: 0}}", "train.ema.warmup_gamma")]
    [InlineData("train: {ema: {kind: timm_v3, min_decay: -0.1}}", "train.ema.min_decay")]
    [InlineData("train: {ema: {kind: timm_v3, update_after_step: -1}}", "train.ema.update_after_step")]
    [InlineData("train: {folds: none}", "train.folds")]
    [InlineData("train: {folds: -1}", "train.folds")]
    [InlineData("train: {snapshot: 0 epochs}", "train.snapshot")]
    [InlineData("train: {optimizer: {adam: {}, sgd: {}}}", "train.optimizer")]
    [InlineData("train: {optimizer: {adam: 3}}", "train.optimizer.adam")]
    [InlineData("train: {channels_last: maybe}", "train.channels_last")]
    [InlineData("input: {size: [1, 2, 3]}", "input.size")]
    [InlineData("input: {size: 0}", "input.size")]
    [InlineData("input: {channels: 2}", "input.channels")]
    [InlineData("input: {normalize: {mean: 0.5, std: 0}}", "input.normalize.std")]
    [InlineData("augment: flip", "augment")]
    [InlineData("augment: [[flip]]", "augment.0")]
    [InlineData("loader: {cache: lots}", "loader.cache")]
    [InlineData("debug: {limit: 0}", "debug.limit")]
    [InlineData("report: [{bar: SELECT 1, pie: SELECT 1}]", "report.0")]
    [InlineData("seed: -1", "seed")]
    public void Read_WithAWrongValue_SaysWhereAndWhatIsExpected(string line, string key)
    {
        var error = SampleRecipes.Fails($"name: a\ntables: {{t: t.csv}}\nsamples: SELECT 1\ntarget: {{class: c, names: [x, y]}}\n{line}\n");

        Assert.Equal("FL6005", error.Code);
        Assert.Equal(key, error.Facts["key"]);
        Assert.Equal("5", error.Facts["line"]);
        Assert.NotEmpty(error.Facts["expected"]);
        Assert.NotEmpty(error.Facts["found"]);
    }

    [Theory]
    [InlineData("tables: {t: t.csv}\nsamples: S\ntarget: {class: c, names: [x, y]}", "name")]
    [InlineData("name: a\nsamples: S\ntarget: {class: c, names: [x, y]}", "tables")]
    [InlineData("name: a\ntables: {t: t.csv}\ntarget: {class: c, names: [x, y]}", "samples")]
    [InlineData("name: a\ntables: {t: t.csv}\nsamples: S", "target")]
    [InlineData("name: a\ntables: {t: t.csv}\nsamples: S\ntarget: {class: c}", "target.names")]
    public void Read_WithoutARequiredKey_NamesIt(string yaml, string key)
    {
        var error = SampleRecipes.Fails(yaml);

        Assert.Equal("FL6006", error.Code);
        Assert.Equal(key, error.Facts["key"]);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0,2", "0,2")]
    [InlineData("[2, 0]", "0,2")]
    [InlineData("all", "all")]
    public void Read_Folds_AcceptsAllForms(string written, string expected) =>
        Assert.Equal(expected, SampleRecipes.Read(SampleRecipes.Small, $"train.folds={written}").Train.Folds.ToString());

    [Fact]
    public void Part_WithAWrongArgument_SaysWhereItIsWritten()
    {
        var table = new PartTable<int>("optimizer", [KeyValuePair.Create("adam", (PartArguments a) => (int)a.GetDouble("learning_rate", 1))]);
        var recipe = SampleRecipes.Read(SampleRecipes.Small);

        var error = Assert.Throws<FoldlineException>(() => recipe.Train.Optimizer.Build(table));

        Assert.Equal("FL1010", error.Code);
        Assert.StartsWith("test.yaml:11:", error.Message);
        Assert.Equal("train.optimizer", error.Facts["path"]);
    }
}
