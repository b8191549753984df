using System.Text.Json;

namespace Foldline.Tests.Cli;

public sealed class ScheduleCommandTests : IDisposable
{
    private const string Recipe = "vinbigdata";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("foldline schedule ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Schedule_OfTheExampleRecipe_IsThatOfItsNotebook()
    {
        using var json = Json("--samples", "15000");
        var root = json.RootElement;
        var rates = root.GetProperty("lr").Numbers();

        Assert.Equal((1500, 15), (root.GetProperty("steps_per_epoch").GetInt32(), root.GetProperty("epochs").GetInt32()));
        Assert.Equal(22500, rates.Length);
        Assert.Equal(1e-3, rates[0]);
        // The period is that of all 15000 images, so the rate does not reach 0.
        Assert.Equal(0.5e-3 * (1 + Math.Cos(Math.PI * 22499 / 28125)), rates[^1], 1e-12);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("momentum").ValueKind);
    }

    [Fact]
    public void Schedule_WithAccumulationAndWarmUp_CountsTheOptimizersSteps()
    {
        using var json = Json(
            "--samples", "100", "train.batch=10", "train.accumulate=3", "train.epochs=4", "~train.schedule",
            "+train.schedule={one_cycle: {warmup: {epochs: 1, start_factor: 0.5}}, every: iteration}");
        var rates = json.RootElement.GetProperty("lr").Numbers();
        var momenta = json.RootElement.GetProperty("momentum").Numbers();

        // 80 images in batches of 10 are 8 batches, three windows of up to three.
        Assert.Equal((12, 12), (rates.Length, momenta.Length));
        Assert.Equal(rates[3] / 2, rates[0], 1e-15);
        Assert.Equal(1e-3 / 25, rates[3], 1e-15);
        Assert.Equal(4, json.RootElement.GetProperty("epoch").Numbers()[^1] + (1.0 / 3), 1e-12);
        Assert.Equal(0.95, momenta[11], 1e-12);
    }

    [Fact]
    public void Schedule_ByEpoch_NeedsNoData_AndTakesTheMetricForBad()
    {
        var run = CliRun.Of("schedule", Recipe, "train.epochs=6", "~train.schedule", "+train.schedule={reduce_on_plateau: {patience: 1, factor: 0.5}}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("as if the metric never got better", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("step", run.Output, StringComparison.Ordinal);
        var rates = run.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is [_, _, ['█', ..]]).Select(words => words[1]);
        Assert.Equal(["0.001", "0.001", "0.0005", "0.0005", "0.00025", "0.00025"], rates);
    }

    [Fact]
    public void Schedule_WithoutOne_IsConstant()
    {
        using var json = Json("~train.schedule", "train.optimizer.adam.lr=0.25");

        Assert.Equal([0.25], json.RootElement.GetProperty("lr").Numbers());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("schedule").ValueKind);
    }

    [Fact]
    public void Schedule_WritesAPageOfItsOwn()
    {
        var file = Path.Combine(folder.FullName, "schedule.html");

        var run = CliRun.Of("schedule", Recipe, "--samples", "15000", "--out", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(file, run.Output, StringComparison.Ordinal);
        var page = File.ReadAllText(file);
        Assert.Contains("Learning rate", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FL6047")]
    [InlineData("FL8003", "--samples", "1")]
    [InlineData("FL6024", "--data", "no such folder")]
    [InlineData("FL1012", "--samples", "100", "~train.schedule", "+train.schedule={step: {step_size: 0}}")]
    [InlineData("FL1013", "--samples", "100", "~train.optimizer", "+train.optimizer={adm: {}}")]
    [InlineData("FL5202", "~train.schedule", "+train.schedule={one_cycle: {total_steps: 3}}")]
    public void Schedule_WithAMistake_IsTheUsersError(string code, params string[] arguments)
    {
        var run = CliRun.Of(["schedule", Recipe, .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error {code}: ", run.Error, StringComparison.Ordinal);
    }

    private static JsonDocument Json(params string[] arguments)
    {
        var run = CliRun.Of(["schedule", Recipe, "--json", .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output);
    }
}
