using System.IO.Compression;
using Foldline.Pipelines.Bundles;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Bundles;

public sealed class BundleTests : IDisposable
{
    private static readonly string[] Quick =
        ["input.size=32", "train.epochs=1", "train.folds=0,1", "folds.stratified.count=3", "loader.threads=2", "train.snapshot=null", "model.pretrained=false", "model.name=mobilenetv2_035", "train.precision=fp32"];

    private readonly TemporaryFolder folder = new();
    private readonly SilentObserver observer = new();

    public BundleTests() => SampleGenerators.Find("vinbigdata").Generate(folder.At("data"), new SampleOptions(32, 40));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("bundle.zip", "predict.weights=raw")]
    [InlineData("folder", "predict.tta=hflip", "predict.snapshot=best", "input.normalize=model", "model.head={dense: {units: [8]}}")]
    [InlineData("bundle.zip", "predict.tta={augment: {passes: 2}}")]
    public void Bundle_PredictsWithoutTheRun_ToTheSameBytes(string output, params string[] overrides)
    {
        var live = Tensor.Live;
        var run = Run(overrides);
        var expected = File.ReadAllBytes(Path.Combine(run, "submission.csv"));
        var bundle = new BundleWriter(observer).Write(run, folder.At(output));
        Directory.Delete(run, recursive: true);
        LeaveTestDataOnly();

        var result = Predict(bundle);

        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(result.Folder, "submission.csv")));
        Assert.Equal(["submission.csv", "test.parquet", "test_pred.csv"], Directory.GetFiles(result.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(live, Tensor.Live);
    }

    [Fact]
    public void Bundle_HoldsWhatPredictsAndNothingElse_AndIsMadeTwiceTheSame()
    {
        var run = Run();
        var first = new BundleWriter(observer).Write(run, folder.At("one.zip"));
        var second = new BundleWriter(observer).Write(run, folder.At("two.zip"));

        using (var zip = ZipFile.OpenRead(first))
            Assert.Equal(["bundle.json", "environment.json", "fold0.safetensors", "fold1.safetensors", "metrics.json", "recipe.yaml"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.True(new FileInfo(first).Length < 2 * 1.2 * new FileInfo(Path.Combine(run, "fold0/checkpoints/best.safetensors")).Length);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "*.tmp*"));
    }

    [Fact]
    public void Mistakes_AreNamed()
    {
        var run = Run("train.folds=0");
        var bundle = new BundleWriter(observer).Write(run, folder.At("bundle"));
        Assert.Equal("FL6523", Assert.Throws<FoldlineException>(() => new BundleWriter(observer).Write(run, bundle)).Code);

        File.Delete(folder.At("data", "test_meta.csv"));
        Assert.Contains("test_meta.csv", Fails("FL6526", bundle).Message, StringComparison.Ordinal);
        Fails("FL6527", bundle, "~test_samples");
        Fails("FL6009", bundle, "devise=cpu");

        File.WriteAllText(folder.At("bundle", "recipe.yaml"), File.ReadAllText(folder.At("bundle", "recipe.yaml")) + "\n");
        Fails("FL6521", bundle);
        File.Delete(folder.At("bundle", "fold0.safetensors"));
        Fails("FL6521", bundle);
        File.WriteAllText(folder.At("bundle", "bundle.json"), "{\"format\": 2}");
        Fails("FL6522", bundle);
        File.WriteAllText(folder.At("bundle", "bundle.json"), "{}");
        Fails("FL6520", bundle);
        File.WriteAllText(folder.At("bundle.zip"), "no archive");
        Fails("FL6520", folder.At("bundle.zip"));

        File.Delete(Path.Combine(run, "input.json"));
        Assert.Equal("FL6525", Assert.Throws<FoldlineException>(() => new BundleWriter(observer).Write(run, folder.At("other.zip"))).Code);
        File.Delete(Path.Combine(run, "fold0", "predicted.json"));
        Assert.Equal("FL6045", Assert.Throws<FoldlineException>(() => new BundleWriter(observer).Write(run, folder.At("other.zip"))).Code);
        var blend = Directory.CreateDirectory(folder.At("blend-20210131-142536-9f3a")).FullName;
        File.Copy(Path.Combine(run, "recipe.yaml"), Path.Combine(blend, "recipe.yaml"));
        Assert.Equal("FL6512", Assert.Throws<FoldlineException>(() => new BundleWriter(observer).Write(blend, folder.At("other.zip"))).Code);
        Assert.False(File.Exists(folder.At("other.zip")));
    }

    [Fact]
    public void Predict_WithoutATableThatOnlyTheSubmissionNeeds_SaysSoBeforeItPredicts()
    {
        var bundle = new BundleWriter(observer).Write(Run("train.folds=0"), folder.At("bundle.zip"));
        File.Delete(folder.At("data", "sample_submission.csv"));

        Fails("FL6526", bundle);
        Assert.False(Directory.Exists(folder.At("out")));
    }

    private string Run(params string[] overrides)
    {
        var recipe = RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"), [.. Quick.Concat(overrides).Select(RecipeOverride.Parse)]);
        return new PipelineRunner(observer, TimeProvider.System).Run(recipe, new RunOptions { DataFolder = folder.At("data"), OutFolder = folder.At("runs") }).Folder;
    }

    private RunResult Predict(string bundle, params string[] overrides) => new BundlePrediction(observer).Run(new BundlePredictionOptions
    {
        Bundle = bundle,
        DataFolder = folder.At("data"),
        OutFolder = folder.At("out"),
        Overrides = [.. overrides.Select(RecipeOverride.Parse)],
    });

    private FoldlineException Fails(string code, string bundle, params string[] overrides)
    {
        var error = Assert.Throws<FoldlineException>(() => Predict(bundle, overrides));
        Assert.True(error.Code == code, error.Message);
        return error;
    }

    private void LeaveTestDataOnly()
    {
        Directory.Delete(folder.At("data", "train"), recursive: true);
        File.Delete(folder.At("data", "train.csv"));
        File.Delete(folder.At("data", "train_meta.csv"));
    }
}
