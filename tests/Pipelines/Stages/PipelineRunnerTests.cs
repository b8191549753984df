using System.Text.Json;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Stages;

public sealed class PipelineRunnerTests : IDisposable
{
    private static readonly string[] Quick =
        ["input.size=32", "train.epochs=2", "train.folds=0,2", "folds.stratified.count=3", "loader.threads=2", "train.snapshot=2 epochs", "model.pretrained=false", "model.name=mobilenetv2_035", "train.precision=fp32"];

    private readonly TemporaryFolder folder = new();
    private readonly RecordingObserver observer = new();

    public PipelineRunnerTests() => SampleGenerators.Find("vinbigdata").Generate(folder.At("data"), new SampleOptions(48, 40));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_OfVinBigData_LeavesEverythingInTheRunFolder()
    {
        var live = Tensor.Live;
        var result = Run();

        string[] expected =
        [
            "recipe.yaml", "environment.json", "status.json", "folds.parquet", "oof.parquet", "test.parquet", "valid_pred.csv", "test_pred.csv",
            "metrics.json", "submission.csv", "report.html", "fold0/log.csv", "fold0/valid.parquet", "fold0/test.parquet", "fold0/valid_pred.csv",
            "fold0/test_pred.csv", "fold0/checkpoints/last.safetensors", "fold0/checkpoints/best.safetensors", "fold0/checkpoints/best-ema.safetensors",
            "fold0/checkpoints/epoch-002.safetensors", "fold0/checkpoints/epoch-002-ema.safetensors", "fold2/log.csv",
        ];
        Assert.All(expected, name => Assert.True(File.Exists(Path.Combine(result.Folder, name)), name));
        Assert.False(Directory.Exists(Path.Combine(result.Folder, "fold1")));
        Assert.Equal(live, Tensor.Live);
        Assert.Equal(RunState.Done, RunStatus.Load(Path.Combine(result.Folder, "status.json"))!.State);
        Assert.Equal(["load tables", "read records", "doctor", "train fold 0", "train fold 2", "predict fold 0", "predict fold 2", "score", "submission", "report"], observer.Stages);
        Assert.Equal(4, observer.Rows.Count);
        Assert.Contains("valid.ema.roc_auc", observer.Rows[0].Row.Values.Keys);
        Assert.Equal(2, result.Metrics!.Folds.Count);
        Assert.Equal(24, result.Metrics.Samples);
    }

    [Fact]
    public void Run_WritesPredictionsAndSubmissionInTheDocumentsForm()
    {
        var result = Run();
        var valid = Rows(result, "valid_pred.csv");
        var test = Rows(result, "test_pred.csv");
        var submission = Rows(result, "submission.csv");

        Assert.Equal(["image_id", "class0", "class1"], valid[0]);
        Assert.Equal(25, valid.Count);
        Assert.All(valid.Concat(test).Where(row => row[0] != "image_id"), row => Assert.Equal(1, double.Parse(row[1]) + double.Parse(row[2]), 9));
        Assert.Equal(["image_id", "target"], submission[0]);
        Assert.Equal(File.ReadLines(folder.At("data", "sample_submission.csv")).Skip(1).Select(line => line.Split(',')[0]), submission.Skip(1).Select(row => row[0]));
        Assert.Equal(test.Skip(1).Select(row => row[1]).Order(), submission.Skip(1).Select(row => row[1]).Order());
    }

    [Fact]
    public void Run_Interrupted_GoesOnWhereItStopped_ToTheSameBytes()
    {
        var whole = Run("train.folds=0");
        using var stop = new CancellationTokenSource();
        observer.AfterBatch = progress =>
        {
            if (progress.Iteration == 4)
                stop.Cancel();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Resume(null, stop.Token, "train.folds=0"));
        observer.AfterBatch = null;
        var path = RunFolder.FindLatest(folder.At("runs"), "vinbigdata")!;
        Assert.Equal(RunState.Interrupted, RunStatus.Load(Path.Combine(path, "status.json"))!.State);

        var resumed = Resume(path, default, "train.folds=0", "loader.threads=1");

        Assert.Equal(path, resumed.Folder);
        foreach (var name in (string[])["fold0/checkpoints/last.safetensors", "fold0/log.csv", "submission.csv", "fold0/checkpoints/best-ema.safetensors"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Folder, name)), File.ReadAllBytes(Path.Combine(resumed.Folder, name)));
    }

    [Fact]
    public void Predict_AndSubmit_MakeTheSameFilesAgain()
    {
        var result = Run("train.folds=0");
        var before = File.ReadAllText(Path.Combine(result.Folder, "submission.csv"));
        File.Delete(Path.Combine(result.Folder, "submission.csv"));
        File.Delete(Path.Combine(result.Folder, "fold0/valid.parquet"));

        var options = new RunOptions { DataFolder = folder.At("data"), Resume = result.Folder };
        var recipe = RecipeFile.Load(Path.Combine(result.Folder, "recipe.yaml"));
        new PipelineRunner(observer, TimeProvider.System).Predict(recipe, options);
        Assert.Equal(before, File.ReadAllText(Path.Combine(result.Folder, "submission.csv")));

        File.Delete(Path.Combine(result.Folder, "submission.csv"));
        Assert.Equal(12, new PipelineRunner(observer, TimeProvider.System).Submit(recipe, options).SubmissionRows);
        Assert.Equal(before, File.ReadAllText(Path.Combine(result.Folder, "submission.csv")));
    }

    [Fact]
    public void Run_WithAnotherRecipeThanItWasStartedWith_IsNotResumed()
    {
        var result = Run("train.folds=0", "train.epochs=1");

        Assert.Equal("FL5703", Assert.Throws<FoldlineException>(() => Resume(result.Folder, default, "train.folds=0", "train.optimizer.adam.lr=0.1")).Code);
        Assert.Equal(RunState.Failed, RunStatus.Load(Path.Combine(result.Folder, "status.json"))!.State);
    }

    [Fact]
    public void Run_WithSeveralLossesMixedBatchesAndManyMetrics_MeasuresThemAll()
    {
        var result = Run(
            "train.folds=0",
            "train.epochs=1",
            "train.mix={mixup: {mixup_alpha: 0.4, cutmix_alpha: 1}}",
            "train.loss={sum: {losses: [cross_entropy, {bce_with_logits: {pos_weight: [1, 2]}}], weights: [1, 0.5]}}",
            "metrics=[f1, {fbeta: {beta: 2}}, average_precision, {cohen_kappa: {weights: quadratic}}, matthews_corrcoef, brier]");

        Assert.Equal(["f1", "fbeta", "average_precision", "cohen_kappa", "matthews_corrcoef", "brier"], result.Metrics!.Names);
        Assert.All(result.Metrics.OutOfFold, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Run_ThatKeepsOnlyTheBest_RemovesTheRest_AndIsNotTrainedAgain()
    {
        string[] words = ["train.folds=0", "train.keep=best", "predict.snapshot=best"];
        var result = Run(words);
        var files = Directory.GetFiles(Path.Combine(result.Folder, "fold0/checkpoints"));
        var submission = File.ReadAllText(Path.Combine(result.Folder, "submission.csv"));
        observer.Stages.Clear();

        Resume(result.Folder, default, words);

        Assert.Equal(["best-ema.safetensors", "best.safetensors"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("train fold 0", observer.Stages);
        Assert.Equal(submission, File.ReadAllText(Path.Combine(result.Folder, "submission.csv")));
        Assert.Equal("FL5703", Assert.Throws<FoldlineException>(() => Resume(result.Folder, default, [.. words, "train.epochs=3"])).Code);
    }

    [Fact]
    public void Run_ThatStopsEarly_EndsAfterThePatience_AndIsNotTrainedOn()
    {
        // The learning rate never gets better than in the first epoch.
        string[] words = ["train.folds=0", "train.epochs=9", "train.stop={patience: 1, metric: lr, mode: max}", "train.drop_last=true", "~train.schedule"];
        var result = Run(words);

        Resume(result.Folder, default, words);

        Assert.Equal([1, 2, 3], observer.Rows.Select(row => row.Row.Epoch));
        Assert.All(observer.Rows, row => Assert.Equal(0, row.Row.Iteration % row.Row.Epoch));
    }

    [Theory]
    [InlineData("FL4303", "train.drop_last=true", "train.batch=1000")]
    [InlineData("FL6530", "train.keep=best")]
    [InlineData("FL6530", "train.keep=best", "predict.snapshot=best", "~train.keep_best")]
    [InlineData("FL1013", "train.optimizer=adma")]
    [InlineData("FL1013", "train.loss={sum: {losses: [cross_entropi]}}")]
    [InlineData("FL1012", "train.mix={mixup: {mode: row}}")]
    [InlineData("FL1013", "train.mix=blend")]
    [InlineData("FL1012", "metrics=[{f1: {average: mean}}]")]
    [InlineData("FL1010", "augment.0.horizontal_flip.probability=1")]
    [InlineData("FL2201", "model.name=resnet19")]
    [InlineData("FL6005", "train.folds=7")]
    [InlineData("FL6028", "device=cuda:9")]
    [InlineData("FL6029", "train.precision=fp16", "device=cpu")]
    [InlineData("FL4102", "tables.train=none.csv")]
    [InlineData("FL4101", "samples=SELECT nothing FROM train")]
    [InlineData("FL2203", "model.pretrained=true", "model.name=resnet18")]
    public void Run_WithAMistake_GivesTheError(string code, params string[] overrides)
    {
        Environment.SetEnvironmentVariable("HF_HUB_CACHE", folder.At("no-cache"));
        try
        {
            Assert.Equal(code, Assert.Throws<FoldlineException>(() => Run(overrides)).Code);
        }
        finally
        {
            Environment.SetEnvironmentVariable("HF_HUB_CACHE", null);
        }
    }

    [Fact]
    public void Run_WithADamagedImage_NamesIt()
    {
        var image = Directory.EnumerateFiles(folder.At("data", "train")).First();
        File.WriteAllBytes(image, File.ReadAllBytes(image)[..200]);

        var error = Assert.Throws<FoldlineException>(() => Run("train.epochs=1"));

        Assert.Contains(Path.GetFileName(image), error.Message);
        Assert.True(error.IsUserError);
    }

    [Fact]
    public void Run_WithoutData_SaysHowToMakeSome()
    {
        var options = new RunOptions { DataFolder = folder.At("none"), OutFolder = folder.At("runs") };
        var error = Assert.Throws<FoldlineException>(() => new PipelineRunner(observer, TimeProvider.System).Run(Recipe(), options));

        Assert.Equal("FL6024", error.Code);
    }

    [Fact]
    public void Run_InBFloat16_TrainsAndPredicts() =>
        Assert.Equal(12, Run("train.precision=bf16", "model.name=resnet10t", "train.folds=0", "train.epochs=1", "input.normalize=imagenet").SubmissionRows);

    [Fact]
    public void Run_WritesItsMetricsAsJson()
    {
        var result = Run("train.folds=0", "train.epochs=1");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Folder, "metrics.json")));

        Assert.Equal(1, json.RootElement.GetProperty("folds").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("folds")[0].GetProperty("epoch").GetInt32());
        Assert.InRange(json.RootElement.GetProperty("oof").GetProperty("roc_auc").GetDouble(), 0, 1);
        Assert.Contains(observer.Warnings, warning => warning.StartsWith("Only 1 of 3 folds", StringComparison.Ordinal));
    }

    private static List<string[]> Rows(RunResult result, string name) => [.. File.ReadLines(Path.Combine(result.Folder, name)).Select(line => line.Split(','))];

    private static Recipe Recipe(params string[] overrides) =>
        RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"), [.. Quick.Concat(overrides).Select(RecipeOverride.Parse)]);

    private RunResult Run(params string[] overrides) => Resume(null, default, overrides);

    private RunResult Resume(string? resume, CancellationToken cancellation, params string[] overrides)
    {
        var options = new RunOptions { DataFolder = folder.At("data"), OutFolder = folder.At("runs"), Resume = resume };
        return new PipelineRunner(observer, TimeProvider.System).Run(Recipe(overrides), options, cancellation);
    }
}
