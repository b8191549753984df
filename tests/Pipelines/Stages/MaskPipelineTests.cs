using System.Text.Json;
using Foldline.Data;
using Foldline.Imaging;
using Foldline.Pipelines.Bundles;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>Masks from the table to the submission, by a network of two convolutions that learns bright and dark in seconds.</summary>
public sealed class MaskPipelineTests : IDisposable
{
    private const string Steel = """
        name: steel
        seed: 3
        tables: {train: train.csv, sample: sample_submission.csv}
        samples: |
          SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image,
                 max(EncodedPixels) FILTER (ImageId_ClassId LIKE '%\_1' ESCAPE '\') AS bright,
                 max(EncodedPixels) FILTER (ImageId_ClassId LIKE '%\_2' ESCAPE '\') AS dark,
                 count(EncodedPixels) AS defects
          FROM train GROUP BY id ORDER BY min(rowid)
        test_samples: |
          SELECT DISTINCT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'test_images/' || id AS image FROM sample ORDER BY id
        target: {masks: [bright, dark]}
        input: {channels: 1, size: [32, 48], normalize: {mean: 0.5, std: 0.25}}
        folds: {train_test: {test_size: 0.25, seed: 69, by: defects}}
        augment: [{horizontal_flip: {p: 0.5}}]
        train: {epochs: 8, batch: 4, precision: fp32, optimizer: {adam: {lr: 0.02}}, keep_best: {metric: valid.loss}}
        metrics: [dice, dice_positive, dice_negative, iou, {f1_score: {reduction: macro_imagewise}}]
        predict: {min_size: 12}
        loader: {threads: 2}
        submission: |
          SELECT s.ImageId_ClassId, coalesce(p.text, '') AS EncodedPixels
          FROM sample s LEFT JOIN (
            SELECT id || '_1' AS key, bright AS text FROM predictions UNION ALL SELECT id || '_2', dark FROM predictions) p ON p.key = s.ImageId_ClassId
          ORDER BY s.rowid
        """;

    private readonly TemporaryFolder folder = new();
    private readonly RecordingObserver observer = new();

    public MaskPipelineTests() => DefectImages.Write(folder, 28, 6);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_OnRunLengths_FindsTheSquaresAndWritesThemAtTheirOriginalSize()
    {
        var (tensors, images) = (Tensor.Live, Image.Live);
        var result = Run();

        Assert.Equal((tensors, images), (Tensor.Live, Image.Live));
        Assert.Equal(["dice", "dice_positive", "dice_negative", "iou", "f1_score"], result.Metrics!.Names);
        Assert.InRange(result.Metrics.OutOfFoldValue("dice"), 0.75, 1);
        Assert.InRange(result.Metrics.OutOfFoldValue("iou"), 0.6, 1);
        Assert.Equal(7, result.Metrics.Samples);
        Assert.Contains("valid.dice_negative", observer.Rows[0].Row.Values.Keys);
        Assert.Equal(["load tables", "read records", "doctor", "train fold 0", "predict fold 0", "predict test", "score", "submission", "report"], observer.Stages);

        var test = MaskTable.Load(Path.Combine(result.Folder, "test.parquet"), ["bright", "dark"]);
        Assert.All(test.Sizes, size => Assert.Equal(new ImageSize(DefectImages.Height, DefectImages.Width), size));
        var lines = File.ReadAllLines(Path.Combine(result.Folder, "submission.csv"));
        Assert.Equal(File.ReadLines(folder.At("sample_submission.csv")).Select(line => line.Split(',')[0]), lines.Select(line => line.Split(',')[0]));
        Assert.Contains(lines.Skip(1), line => line.Split(',')[1].Length > 0);
        Assert.Contains("predicted", File.ReadAllText(Path.Combine(result.Folder, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithViews_PredictsNoWorse()
    {
        var plain = Run("train.epochs=4", "augment=[]");
        var flipped = Run("train.epochs=4", "augment=[]", "predict.tta=flips");

        Assert.InRange(flipped.Metrics!.OutOfFoldValue("dice_positive"), plain.Metrics!.OutOfFoldValue("dice_positive") - 0.1, 1);
        Assert.NotEqual(File.ReadAllText(Path.Combine(plain.Folder, "valid_pred.csv")), File.ReadAllText(Path.Combine(flipped.Folder, "valid_pred.csv")));
    }

    [Theory]
    [InlineData("classes", "[background, bright, dark]", "cross_entropy")]
    [InlineData("images", "[defect]", "{sum: {losses: [bce_with_logits, {dice: {mode: multilabel, smooth: 1}}]}}")]
    [InlineData("images", "[defect]", "{focal: {mode: binary}}")]
    public void Run_OnPictures_OfAnyFormat_Learns(string format, string names, string loss)
    {
        var result = Run($"target={{masks: mask, format: {format}, names: {names}}}", SamplesWithMask(), $"train.loss={loss}", "submission=null", "predict.min_size=0");

        Assert.InRange(result.Metrics!.OutOfFoldValue("iou"), 0.5, 1);
        Assert.Equal(0, result.SubmissionRows);
    }

    [Fact]
    public void Run_OnArrays_SeesTheSamePixels()
    {
        const string samples = "samples=SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'arrays/' || id || '.npy' AS file, max(EncodedPixels) FILTER (ImageId_ClassId LIKE '%1') AS bright, max(EncodedPixels) FILTER (ImageId_ClassId LIKE '%2') AS dark, count(EncodedPixels) AS defects FROM train GROUP BY id ORDER BY min(rowid)";
        var pictures = Run("train.epochs=1", "test_samples=null");
        var arrays = Run("train.epochs=1", "test_samples=null", "input.array=file", samples);

        Assert.Equal(File.ReadAllText(Path.Combine(pictures.Folder, "valid_pred.csv")), File.ReadAllText(Path.Combine(arrays.Folder, "valid_pred.csv")));
        Assert.Equal(File.ReadAllText(Path.Combine(pictures.Folder, "fold0", "log.csv")).Split('\n')[0], File.ReadAllText(Path.Combine(arrays.Folder, "fold0", "log.csv")).Split('\n')[0]);
    }

    [Fact]
    public void Run_WithSegmentationNetwork_OfTheZoo_Trains()
    {
        var result = Run(network: null, "model={name: unet, encoder: resnet18, decoder_channels: [16, 8, 8, 4, 4]}", "input.size=[32, 64]", "train.epochs=1", "folds={k_fold: {count: 2, seed: 1}}");

        Assert.Equal(12, result.SubmissionRows);
        Assert.Equal(2, result.Metrics!.Folds.Count);
        Assert.Equal(28, result.Metrics.Samples);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Folder, "metrics.json")));
        Assert.InRange(json.RootElement.GetProperty("oof").GetProperty("dice").GetDouble(), 0, 1);
    }

    [Fact]
    public void Bundle_OfSearchedMasks_PredictsTheSameSubmission()
    {
        var run = Run("train.epochs=2", "folds={k_fold: {count: 2, seed: 1}}", "predict.search={}");
        var bundle = new BundleWriter(observer).Write(run.Folder, folder.At("bundle.zip"));
        File.Delete(folder.At("train.csv"));

        var result = new BundlePrediction(observer).Run(new BundlePredictionOptions { Bundle = bundle, DataFolder = folder.Path, OutFolder = folder.At("out"), Network = Network });

        Assert.Equal(12, result.SubmissionRows);
        Assert.Equal(File.ReadAllText(Path.Combine(run.Folder, "submission.csv")), File.ReadAllText(Path.Combine(result.Folder, "submission.csv")));
        File.Delete(Path.Combine(run.Folder, "mask-choices.json"));
        Assert.Equal("FL6524", Assert.Throws<FoldlineException>(() => new BundleWriter(observer).Write(run.Folder, folder.At("other.zip"))).Code);
    }

    [Theory]
    [InlineData("FL4604", "model.name=resnet18")]
    [InlineData("FL4604", "model={name: pspnet, encoder: test_convnext}")]
    [InlineData("FL4605", "train.mix=mixup")]
    [InlineData("FL4606", "predict.tta={augment: {passes: 2}}")]
    [InlineData("FL1013", "metrics=[roc_auc]")]
    [InlineData("FL1013", "predict.tta=sideways")]
    [InlineData("FL1010", "model={name: unet, encoder: resnet18, decoder_chanels: [1]}")]
    [InlineData("FL2211", "model={name: unet, encoder: resnet19}")]
    [InlineData("FL6022", "target={columns: [defects, bright]}", "model.name=resnet18", "metrics=[roc_auc]")]
    [InlineData("FL4202", "folds={stratified: {count: 2, seed: 1}}", "model={name: unet, encoder: resnet18}")]
    public void Run_WithAMistake_GivesTheError(string code, params string[] overrides) =>
        Assert.Equal(code, Assert.Throws<FoldlineException>(() => Run(network: null, overrides)).Code);

    [Fact]
    public void Run_WithAMalformedMask_NamesItsRowBeforeTraining()
    {
        var lines = File.ReadAllLines(folder.At("train.csv"));
        lines[6] = $"{lines[6].Split(',')[0]},5 2 1";
        File.WriteAllLines(folder.At("train.csv"), lines);
        var error = Assert.Throws<FoldlineException>(() => Run());

        Assert.Equal(("FL4601", "2", "dark"), (error.Code, error.Facts["row"], error.Facts["column"]));
        Assert.True(error.IsUserError);
        Assert.DoesNotContain("train fold 0", observer.Stages);
    }

    private static string SamplesWithMask() =>
        "samples=SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image, 'masks/' || id AS mask, count(EncodedPixels) AS defects FROM train GROUP BY id ORDER BY min(rowid)";

    private static Sequential Network(Recipe recipe, TorchGenerator? generator)
    {
        var network = new Sequential(
            new Conv2d(recipe.Input.Channels, 8, 3, new Conv2dOptions { Padding = 1 }),
            new Activation(ActivationKind.Relu),
            new Conv2d(8, recipe.Target.Names.Count, 3, new Conv2dOptions { Padding = 1 }));
        if (generator is not null)
            network.Initialize(generator);
        return network;
    }

    private RunResult Run(params string[] overrides) => Run(Network, overrides);

    private RunResult Run(NetworkFactory? network, params string[] overrides)
    {
        var options = new RunOptions { DataFolder = folder.Path, OutFolder = folder.At("runs"), Network = network };
        var recipe = RecipeFile.Parse(Steel, "steel.yaml", [.. overrides.Select(RecipeOverride.Parse)]);
        return new PipelineRunner(observer, TimeProvider.System).Run(recipe, options);
    }
}
