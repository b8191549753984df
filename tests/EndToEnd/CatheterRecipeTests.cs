using System.Globalization;
using System.Text.Json;

namespace Foldline.Tests.EndToEnd;

/// <summary>The recipes for catheters on made-up films, by the real command: labels by patient, weighted loss, flips at test time, stages with drawn tubes.</summary>
[Trait("kind", "e2e")]
public sealed class CatheterRecipeTests : IDisposable
{
    private readonly FoldlineProcess foldline = new();

    public CatheterRecipeTests() => Assert.Equal(0, foldline.Run("sample", "ranzcr", "films", "--count", "300", "--size", "64").ExitCode);

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void SampleAndRun_FindsTheTubes()
    {
        var run = Run("ranzcr", "train.folds=0", "train.epochs=5", "model.head={multi: {groups: [3, 4, 3, 1], units: [32]}}");

        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "metrics.json")));
        var scores = metrics.RootElement.GetProperty("oof");
        Assert.InRange(scores.GetProperty("roc_auc").GetDouble(), 0.7, 1);
        Assert.Equal(11, scores.GetProperty("per_class").GetProperty("roc_auc").EnumerateObject().Count());
        AssertSubmission(run);
    }

    [Fact]
    public void Stages_GoFromDrawnTubesToASubmission()
    {
        var run = Run("ranzcr-stages", "train.folds=0", "train.epochs=1", "model.name=resnet10t");

        Assert.All(["teacher", "student"], stage => Assert.True(File.Exists(Path.Combine(run, "stages", stage, "fold0", "checkpoints", "last.safetensors"))));
        Assert.Contains("train.distance", File.ReadLines(Path.Combine(run, "stages", "student", "fold0", "log.csv")).First(), StringComparison.Ordinal);
        AssertSubmission(run);
    }

    private string Run(string recipe, params string[] overrides)
    {
        var result = foldline.Run(["run", Repository.At("recipes", $"{recipe}.yaml"), "--data", "films", "--out", "out", "--quiet", .. overrides]);

        Assert.True(result.ExitCode == 0, result.Error);
        return Directory.GetDirectories(foldline.At("out", recipe)).Single(folder => File.Exists(Path.Combine(folder, "recipe.yaml")));
    }

    private void AssertSubmission(string run)
    {
        var submission = File.ReadAllLines(Path.Combine(run, "submission.csv"));
        var sample = File.ReadAllLines(foldline.At("films", "sample_submission.csv"));

        Assert.Equal(sample[0], submission[0]);
        Assert.Equal(sample.Select(line => line.Split(',')[0]), submission.Select(line => line.Split(',')[0]));
        Assert.All(submission.Skip(1), line => Assert.All(line.Split(',').Skip(1), value => Assert.InRange(double.Parse(value, CultureInfo.InvariantCulture), 0, 1)));
    }
}
