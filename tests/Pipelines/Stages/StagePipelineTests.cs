using System.Text.Json;
using Foldline.Data.Folds;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;
using Foldline.Torch;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>A recipe in three stages: drawn lines, a frozen teacher, and a start from an earlier stage's weights.</summary>
public sealed class StagePipelineTests : IDisposable
{
    private const string Staged = """
        name: staged
        seed: 3
        tables: {train: train.csv, lines: train_annotations.csv, sample: sample_submission.csv}
        samples: |
          SELECT StudyInstanceUID AS id, 'train/' || id || '.jpg' AS image, PatientID AS patient, "CVC - Normal" AS cvc, "ETT - Normal" AS ett,
                 id IN (SELECT StudyInstanceUID FROM lines) AS drawn
          FROM train ORDER BY rowid
        test_samples: SELECT StudyInstanceUID AS id, 'test/' || id || '.jpg' AS image FROM sample ORDER BY rowid
        curves: SELECT StudyInstanceUID AS id, label, data AS points FROM lines
        target: {columns: [cvc, ett]}
        input: {normalize: imagenet}
        augment: [{horizontal_flip: {p: 0.5}}, {rotate: {limit: 10}}]
        folds: {stratified_group: {count: 2, seed: 1, by: cvc, group: patient}}
        metrics: [log_loss]
        model: {name: mobilenetv2_035}
        train: {epochs: 2, batch: 6, accumulate: 2, precision: fp32, loss: {weighted_bce: {pos_weight: shares, neg_weight: shares}}}
        loader: {threads: 2}
        stages:
          teacher:
            input: {curves: {width: 0.03}}
            train: {only: drawn}
          student:
            train: {only: drawn, teacher: {from: teacher}}
          final:
            model: {weights: student}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly RecordingObserver observer = new();

    public StagePipelineTests() => SampleGenerators.Find("ranzcr").Generate(folder.At("data"), new SampleOptions(Count: 40, Size: 64, Seed: 5));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_TrainsStageAfterStageWithTheSameFolds()
    {
        var live = Tensor.Live;
        var result = Run();
        var (teacher, student) = (Path.Combine(result.Folder, "stages", "teacher"), Path.Combine(result.Folder, "stages", "student"));

        Assert.Equal(live, Tensor.Live);
        Assert.Equal(
            ["teacher: train fold 0", "teacher: train fold 1", "student: train fold 0", "student: train fold 1", "train fold 0", "train fold 1"],
            observer.Stages.Where(stage => stage.Contains("train fold", StringComparison.Ordinal)));
        var folds = FoldAssignment.Load(Path.Combine(result.Folder, "folds.parquet"));
        Assert.All([teacher, student], path => Assert.Equal(folds.Folds, FoldAssignment.Load(Path.Combine(path, "folds.parquet")).Folds));
        Assert.Equal(3 * 2 * 2, observer.Rows.Count);
        Assert.Equal([4, 5, 6, 7], observer.Rows.Select((row, i) => (row, i)).Where(item => item.row.Row.Values.ContainsKey("train.distance")).Select(item => item.i));
        Assert.Equal(32, result.Metrics!.Samples);
        Assert.InRange(SamplesOf(teacher), 5, 25);
        Assert.Equal(SamplesOf(teacher), SamplesOf(student));
        Assert.False(File.Exists(Path.Combine(teacher, "test.parquet")));
        Assert.Equal(9, File.ReadAllLines(Path.Combine(result.Folder, "test_pred.csv")).Length);
        Assert.Contains("Stages", File.ReadAllText(Path.Combine(result.Folder, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoppedInAStageAndResumed_EndsWithTheSameBytes()
    {
        var whole = Run("train.folds=0");
        var batches = 0;
        using var stop = new CancellationTokenSource();
        observer.AfterBatch = _ =>
        {
            // The teacher has gone by; the student is in its first epoch.
            if (observer.Stages[^1] == "student: train fold 0" && ++batches == 2)
                stop.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => new PipelineRunner(observer, TimeProvider.System).Run(
            Recipe("train.folds=0", "loader.threads=1"), new RunOptions { DataFolder = folder.At("data"), OutFolder = folder.At("stopped") }, stop.Token));
        observer.AfterBatch = null;
        observer.Stages.Clear();
        var path = RunFolder.FindLatest(folder.At("stopped"), "staged")!;

        var resumed = Resume(path, "train.folds=0", "loader.threads=3");

        Assert.DoesNotContain("teacher: train fold 0", observer.Stages);
        foreach (var name in new[] { "stages/teacher/fold0/checkpoints/last.safetensors", "stages/student/fold0/checkpoints/last.safetensors", "fold0/checkpoints/last.safetensors", "test_pred.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Folder, name)), File.ReadAllBytes(Path.Combine(resumed.Folder, name)));
    }

    [Fact]
    public void Run_OnAStageOfAnotherRun_NeedsTheSameFolds()
    {
        var stage = Path.Combine(Run("train.folds=0", "train.epochs=1").Folder, "stages", "student");
        string[] alone = ["stages=null", "train.folds=0", "train.epochs=1", $"model.weights={stage}"];

        Assert.InRange(Run(alone).Metrics!.OutOfFold[0], 0, 10);
        Assert.Equal("FL6104", Assert.Throws<FoldlineException>(() => Run([.. alone, "folds={k_fold: {count: 2, seed: 9}}"])).Code);
        Assert.Equal("FL6103", Assert.Throws<FoldlineException>(() => Run("stages=null", "model.weights=nowhere")).Code);
    }

    [Theory]
    [InlineData("stages.student.input={size: 48}")]
    [InlineData("stages.student.train.mix={mixup: {}}")]
    public void Run_WithATeacherThatDoesNotSuit_SaysSo(string change) =>
        Assert.Equal("FL6105", Assert.Throws<FoldlineException>(() => Run("train.folds=0", "train.epochs=1", change)).Code);

    private static int SamplesOf(string run)
    {
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "metrics.json")));
        return metrics.RootElement.GetProperty("oof").GetProperty("samples").GetInt32();
    }

    private static Recipe Recipe(params string[] overrides) => RecipeFile.Parse(Staged, "staged.yaml", [.. overrides.Select(RecipeOverride.Parse)]);

    private RunResult Run(params string[] overrides) =>
        new PipelineRunner(observer, TimeProvider.System).Run(Recipe(overrides), new RunOptions { DataFolder = folder.At("data"), OutFolder = folder.At("runs") });

    private RunResult Resume(string path, params string[] overrides) =>
        new PipelineRunner(observer, TimeProvider.System).Run(Recipe(overrides), new RunOptions { DataFolder = folder.At("data"), Resume = path });
}
