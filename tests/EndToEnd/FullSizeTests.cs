using System.Diagnostics;
using System.Globalization;
using Foldline.Data;
using Foldline.Pipelines.Recipes;
using Foldline.Torch;
using Foldline.Training.Checkpoints;

namespace Foldline.Tests.EndToEnd;

/// <summary>
/// The recipes with their own networks, sizes and transforms, on a few made-up files of the competition's size: three steps of training, so that
/// nobody meets an error of shapes, types or memory on real data first. They take minutes and gigabytes: <c>./test --full-size</c>.
/// <c>artifacts/full-size.csv</c> tells how long each took and how much memory.
/// </summary>
[Trait("kind", "full-size")]
public sealed class FullSizeTests : IDisposable
{
    private const int Steps = 3;

    // Recipe, number and size of the sample's files, batch.
    private static readonly (string Recipe, int Count, int Size, int Batch)[] Cases =
        [("hms-hbac", 12, 256, 4), ("ranzcr", 12, 1024, 2), ("seti-bl", 12, 256, 4), ("severstal", 12, 256, 4)];

    private readonly FoldlineProcess foldline = new();

    public static TheoryData<string, int, int, int> Recipes => new(Cases.Where(item => File.Exists(PathOf(item.Recipe))));

    public void Dispose() => foldline.Dispose();

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Recipe_AsItIs_TrainsThreeSteps(string recipe, int count, int size, int batch)
    {
        Assert.Equal(0, foldline.Run("sample", recipe, "data", "--count", $"{count}", "--size", $"{size}").ExitCode);
        // The settings make it small.
        File.Delete(foldline.At("data", RecipeFile.SettingsName));

        var (result, seconds, megabytes) = Measure(
            "train", PathOf(recipe), "--data", "data", "--out", "out", "--quiet",
            "train.folds=0", $"train.epochs={Steps}", $"train.batch={batch}", "train.accumulate=1", "train.valid_batch=2", $"debug.limit={2 * batch}",
            "folds={k_fold: {count: 2}}", "train.snapshot=epoch", "train.keep=all", "model.pretrained=false");

        File.AppendAllText(Repository.At("artifacts", "full-size.csv"), string.Create(CultureInfo.InvariantCulture, $"{recipe},{seconds:0.0} s,{megabytes:0} MB\n"));
        Assert.True(result.ExitCode == 0, result.Error);
        var fold = Path.Combine(Directory.GetDirectories(foldline.At("out", recipe)).Single(folder => File.Exists(Path.Combine(folder, "recipe.yaml"))), "fold0");
        AssertFinite(Path.Combine(fold, "log.csv"));
        AssertChanged(Path.Combine(fold, "checkpoints", "epoch-001.safetensors"), Path.Combine(fold, "checkpoints", $"epoch-{Steps:000}.safetensors"));
    }

    private static string PathOf(string recipe) => Repository.At("recipes", $"{recipe}.yaml");

    private static void AssertFinite(string log)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("log", log);
        var rows = database.Query("SELECT iteration::BIGINT AS iteration, \"train.loss\"::DOUBLE AS loss, \"valid.loss\"::DOUBLE AS valid FROM log");
        Assert.Equal(Enumerable.Range(1, Steps).Select(step => (long)step), rows.Column("iteration").Int64s());
        Assert.All(rows.Column("loss").Doubles().Concat(rows.Column("valid").Doubles()), value => Assert.True(double.IsFinite(value)));
    }

    // All but a few tensors have moved between the first and the last step.
    private static void AssertChanged(string first, string last)
    {
        using var scope = new TensorScope();
        var (before, after) = (WeightSnapshot.Read(first).Weights, WeightSnapshot.Read(last).Weights);
        Assert.Equal(before.Keys, after.Keys);
        var same = before.Where(pair => pair.Value.DType == DType.Float32 && (after[pair.Key] - pair.Value).Abs().Max().ToDouble() == 0).Select(pair => pair.Key).ToList();
        Assert.True(same.Count < before.Count / 10, $"{same.Count} of {before.Count} tensors did not change, such as {same.FirstOrDefault()}.");
    }

    private (ProcessResult Result, double Seconds, double Megabytes) Measure(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = foldline.Start(arguments);
        var (result, peak) = FoldlineProcess.FinishMeasured(process);
        return (result, watch.Elapsed.TotalSeconds, peak / (double)(1 << 20));
    }
}
