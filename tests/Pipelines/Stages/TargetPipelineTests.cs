using System.Text.Json;
using Foldline.Data.Folds;
using Foldline.Imaging;
using Foldline.Pipelines.Preparing;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Stages;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>Labels and votes from the table to the submission, with test-time augmentation.</summary>
public sealed class TargetPipelineTests : IDisposable
{
    private const string Labels = """
        name: labels
        tables: {train: train.csv, sample: sample_submission.csv}
        samples: |
          SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image,
                 (count(EncodedPixels) FILTER (ImageId_ClassId LIKE '%1'))::INT AS bright, (count(EncodedPixels) FILTER (ImageId_ClassId LIKE '%2'))::INT AS dark
          FROM train GROUP BY id ORDER BY min(rowid)
        test_samples: |
          SELECT DISTINCT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'test_images/' || id AS image FROM sample ORDER BY id
        target: {columns: [bright, dark]}
        input: {size: 32, normalize: imagenet}
        folds: {multilabel_stratified: {count: 2, seed: 1}}
        model: {name: mobilenetv2_035}
        train: {epochs: 1, batch: 8, precision: fp32}
        loader: {threads: 2}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly RecordingObserver observer = new();

    public TargetPipelineTests() => DefectImages.Write(folder, 28, 4);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_OnLabels_MeasuresEachColumn()
    {
        var live = Tensor.Live;
        var result = Run();
        using var json = Metrics(result);
        var each = json.RootElement.GetProperty("oof").GetProperty("per_class").GetProperty("roc_auc");

        Assert.Equal(live, Tensor.Live);
        Assert.Equal(result.Metrics!.OutOfFoldValue("roc_auc"), (each.GetProperty("bright").GetDouble() + each.GetProperty("dark").GetDouble()) / 2, 12);
        Assert.Equal(["roc_auc", "log_loss"], result.Metrics.Names);
        Assert.Contains("valid.roc_auc", observer.Rows[0].Row.Values.Keys);
        var sums = File.ReadLines(Path.Combine(result.Folder, "test_pred.csv")).Skip(1).Select(line => line.Split(',').Skip(1).Sum(double.Parse)).ToList();
        Assert.Equal(4, sums.Count);
        Assert.Contains(sums, sum => Math.Abs(sum - 1) > 0.01);
    }

    [Fact]
    public void Run_OnASingleLabel_HasOneOutput()
    {
        var result = Run("target.columns=[bright]", "folds={k_fold: {count: 2, seed: 1}}", "train.loss={keras_binary_crossentropy: {label_smoothing: 0.01}}");

        Assert.Equal(["id", "class0"], File.ReadLines(Path.Combine(result.Folder, "test_pred.csv")).First().Split(','));
        Assert.InRange(result.Metrics!.OutOfFoldValue("roc_auc"), 0, 1);
    }

    [Fact]
    public void Run_OnALabelThatNeverOccurs_SaysSo()
    {
        Run("samples=SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image, (count(EncodedPixels) > 0)::INT AS any, 0 AS none FROM train GROUP BY id ORDER BY min(rowid)", "target.columns=[any, none]");

        Assert.Contains(observer.Warnings, warning => warning.Contains("'roc_auc' is undefined", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OnVotes_TakesTheirShares()
    {
        var result = Run(
            "samples=SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image, 1 + 3 * (count(EncodedPixels) FILTER (ImageId_ClassId LIKE '%1')) AS bright, 1 + 5 * (count(EncodedPixels) FILTER (ImageId_ClassId LIKE '%2')) AS dark FROM train GROUP BY id ORDER BY min(rowid)",
            "target.votes=[bright, dark]",
            "folds={k_fold: {count: 2, seed: 1}}");

        Assert.Equal(["kl_divergence"], result.Metrics!.Names);
        Assert.InRange(result.Metrics.OutOfFold[0], 0, 2);
        Assert.Contains("valid.kl_divergence", observer.Rows[0].Row.Values.Keys);
        var sums = File.ReadLines(Path.Combine(result.Folder, "test_pred.csv")).Skip(1).Select(line => line.Split(',').Skip(1).Sum(double.Parse));
        Assert.All(sums, sum => Assert.Equal(1, sum, 9));
    }

    [Theory]
    [InlineData("hflip")]
    [InlineData("{d4: {}, merge: geometric_mean}")]
    [InlineData("{augment: {passes: 3}}")]
    [InlineData("{augment: {passes: 2, without: [horizontal_flip]}}")]
    [InlineData("{multi_scale: {scales: [1, 1.5]}, merge: max}")]
    public void Run_WithViews_AlsoMeasuresWithoutThem(string tta)
    {
        string[] same = ["train.folds=0", "augment=[{vertical_flip: {p: 0.5}}, {horizontal_flip: {p: 0.5}}]"];
        var plain = Run(same);
        var result = Run([.. same, $"predict.tta={tta}"]);

        Assert.Equal(plain.Metrics!.OutOfFold, result.Metrics!.Plain);
        Assert.NotEqual(plain.Metrics.OutOfFold, result.Metrics.OutOfFold);
        using var json = Metrics(result);
        Assert.Equal(result.Metrics.Plain[0], json.RootElement.GetProperty("folds")[0].GetProperty("without_tta").GetProperty("roc_auc").GetDouble());
    }

    [Fact]
    public void Run_WithPassesWithoutEveryTransform_PredictsAsWithoutPasses()
    {
        var result = Run("train.folds=0", "augment=[{vertical_flip: {p: 1}}]", "predict.tta={augment: {passes: 2, without: [vertical_flip]}}");

        Assert.Equal(result.Metrics!.Plain, result.Metrics.OutOfFold);
        var error = Assert.Throws<FoldlineException>(() => Run("augment=[vertical_flip]", "predict.tta={augment: {passes: 2, without: [horizontal_flip]}}"));
        Assert.Equal(("FL1012", "predict.tta"), (error.Code, error.Facts["path"]));
    }

    [Fact]
    public void Run_WithAQueryForOutOfFoldPredictions_WritesThem()
    {
        var result = Run("oof=SELECT p.id AS image_id, p.bright AS pred, p.fold FROM predictions p ORDER BY p.id DESC");

        var lines = File.ReadAllLines(Path.Combine(result.Folder, "oof.csv"));
        Assert.Equal(("image_id,pred,fold", 29), (lines[0], lines.Length));
        Assert.Equal(lines.Skip(1).OrderByDescending(line => line, StringComparer.Ordinal), lines.Skip(1));
        Assert.Equal(["0", "1"], lines.Skip(1).Select(line => line.Split(',')[2]).Distinct().Order());
    }

    [Fact]
    public void Run_ThatMeasuresTraining_LogsTheMetricsOfItsOwnOutputs()
    {
        var plain = Run("train.folds=0", "train.epochs=2");
        var result = Run("train.folds=0", "train.epochs=2", "train.measure=true");

        var rows = observer.Rows.TakeLast(2).Select(row => row.Row.Values).ToList();
        Assert.All(rows, values => Assert.InRange(values["train.roc_auc"], 0, 1));
        Assert.NotEqual(rows[0]["train.log_loss"], rows[1]["train.log_loss"]);
        // Without augmentation and dropout the loss is that of the same outputs.
        Assert.All(rows, values => Assert.Equal(values["train.loss"], values["train.log_loss"], 5));
        Assert.Equal(plain.Metrics!.OutOfFold, result.Metrics!.OutOfFold);
        Assert.Contains("Fold 0: roc_auc and loss", File.ReadAllText(Path.Combine(result.Folder, "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bright", "2", "0 or 1")]
    [InlineData("bright", "NULL::INT", "0 or 1")]
    public void Run_WithAWrongLabel_NamesTheRow(string column, string value, string expected)
    {
        var error = Assert.Throws<FoldlineException>(() => Run($"samples=SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image, {value} AS {column}, 0 AS dark FROM train GROUP BY id ORDER BY min(rowid)"));

        Assert.Equal(("FL6022", expected, "0"), (error.Code, error.Facts["expected"], error.Facts["row"]));
    }

    [Fact]
    public void Run_OnTfRecords_SeesTheSamePixels()
    {
        var pictures = Run("test_samples=null");
        var prepare = RecipeFile.Parse(Labels, "labels.yaml", RecipeOverride.Parse("prepare={tfrecord: {queries: {shards: \"SELECT regexp_replace(ImageId_ClassId, '_[0-9]+$', '') AS id, 'train_images/' || id AS image, (count(EncodedPixels) FILTER (ImageId_ClassId LIKE '%1'))::INT AS bright, (count(EncodedPixels) FILTER (ImageId_ClassId LIKE '%2'))::INT AS dark, min(rowid) AS number FROM train GROUP BY id ORDER BY number\"}, shards: 3}}"));
        new Preparer(prepare, new PreparationOptions { DataFolder = folder.Path, OutFolder = folder.At("records") }, TimeProvider.System).Run();
        var records = RunIn(folder.At("records"), "+tables.shards=shards/*.tfrec", "samples=SELECT * FROM shards ORDER BY number", "test_samples=null", "input.tfrecord=image");

        Assert.Equal(File.ReadAllText(Path.Combine(pictures.Folder, "valid_pred.csv")), File.ReadAllText(Path.Combine(records.Folder, "valid_pred.csv")));
        AssertFoldsOfFiles(folder.At("records"));
        Assert.Contains("FL4504", Assert.Throws<FoldlineException>(() => RunIn(folder.At("records"), "+tables.shards=shards/*.tfrec", "samples=SELECT * FROM shards ORDER BY number", "test_samples=null", "input.tfrecord=picture")).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnDamagedPictures_TakesThemOnlyWhenTheRecipeSaysSo()
    {
        var path = folder.At("train_images", "001.png");
        using (var image = ImageCodec.Decode(path))
        {
            var jpeg = ImageCodec.Encode(image, new EncodeOptions { Format = ImageFormat.Jpeg });
            File.WriteAllBytes(path, jpeg[..(jpeg.Length * 2 / 3)]);
        }

        var refused = Assert.Throws<FoldlineException>(() => Run("train.folds=0"));
        Assert.Contains("001.png", refused.Message, StringComparison.Ordinal);
        var result = Run("train.folds=0", "input.strict=false");

        Assert.Contains(observer.Warnings, warning => warning.Contains("001.png", StringComparison.Ordinal) && warning.StartsWith("1 damaged", StringComparison.Ordinal));
        var report = File.ReadAllText(Path.Combine(result.Folder, "report.html"));
        Assert.Contains("Damaged pictures", report, StringComparison.Ordinal);
        Assert.Contains("001.png", report, StringComparison.Ordinal);
    }

    /// <summary>Folds over groups are scikit-learn's folds of the groups in sorted order.</summary>
    private static void AssertFoldsOfFiles(string data)
    {
        var recipe = RecipeFile.Parse(Labels, "labels.yaml", [.. new[] { "+tables.shards=shards/*.tfrec", "samples=SELECT * FROM shards ORDER BY number", "test_samples=null", "input.tfrecord=image", "folds={k_fold: {count: 2, seed: 5, group: file}}" }.Select(RecipeOverride.Parse)]);
        using var loaded = RecipeData.Load(recipe, data);
        var folds = recipe.Folds.Build(FoldTable.Standard)(loaded.Train).FoldOf;
        var files = loaded.Train.Rows.Column("file").Strings();

        var expected = new KFold(2, true, 5).Split(new FoldInput(3)).FoldOf;
        foreach (var (number, file) in files.Distinct().Order(StringComparer.Ordinal).Index())
            Assert.All(Enumerable.Range(0, files.Length).Where(row => files[row] == file), row => Assert.Equal(expected[number], folds[row]));
    }

    private static JsonDocument Metrics(RunResult result) => JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Folder, "metrics.json")));

    private RunResult Run(params string[] overrides) => RunIn(folder.Path, overrides);

    private RunResult RunIn(string data, params string[] overrides)
    {
        var options = new RunOptions { DataFolder = data, OutFolder = folder.At("runs") };
        var recipe = RecipeFile.Parse(Labels, "labels.yaml", [.. overrides.Select(RecipeOverride.Parse)]);
        return new PipelineRunner(observer, TimeProvider.System).Run(recipe, options);
    }
}
