using System.Text.Json;

namespace Foldline.Tests.EndToEnd;

/// <summary>The segmentation recipe on made-up steel, by the real command: masks, searched thresholds, submission.</summary>
[Trait("kind", "e2e")]
public sealed class SteelRecipeTests : IDisposable
{
    private readonly FoldlineProcess foldline = new();

    public void Dispose() => foldline.Dispose();

    [Fact]
    public void SampleAndRun_GivesARunLengthForEveryPairOfTheSample()
    {
        Assert.Equal(0, foldline.Run("sample", "severstal", "steel", "--count", "24", "--size", "32").ExitCode);

        var result = foldline.Run(
            "run", Repository.At("recipes", "severstal.yaml"), "--data", "steel", "--out", "out", "--quiet",
            "input.size=[32, 192]", "train.epochs=1", "predict.search.thresholds=[0.3, 0.5]", "predict.search.min_sizes=[0, 10]");

        Assert.Equal(0, result.ExitCode);
        var run = Directory.GetDirectories(foldline.At("out", "severstal")).Single(folder => File.Exists(Path.Combine(folder, "recipe.yaml")));
        var submission = File.ReadAllLines(Path.Combine(run, "submission.csv"));
        var sample = File.ReadAllLines(foldline.At("steel", "sample_submission.csv"));
        Assert.Equal(sample.Select(KeyOf), submission.Select(KeyOf));
        using var choices = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "mask-choices.json")));
        Assert.Equal(4, choices.RootElement.GetProperty("all").GetArrayLength());
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "metrics.json")));
        Assert.InRange(metrics.RootElement.GetProperty("folds")[0].GetProperty("pair_dice").GetDouble(), 0, 1);
    }

    private static string KeyOf(string line) => line[..line.IndexOf(',', StringComparison.Ordinal)];
}
