using System.Text.Json;
using Foldline.Pipelines.Blending;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Runs;
using Foldline.Training.Metrics;

namespace Foldline.Tests.Pipelines.Blending;

public sealed class BlendRunnerTests : IDisposable
{
    private readonly BlendCase runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Run_OfTwoRunsThatErrInDifferentPlaces_IsBetterThanBoth()
    {
        var result = runs.Blend([runs.Add("one", Signal(1)), runs.Add("two", Signal(2))]);

        var fit = result.Fit;
        Assert.Equal("roc_auc", fit.Metrics[0]);
        Assert.True(fit.Nested!.OutOfFold[0] > fit.BestSingle.OutOfFold[0] + 0.02, $"{fit.Nested.OutOfFold[0]} {fit.BestSingle.OutOfFold[0]}");
        Assert.True(fit.Fitted.OutOfFold[0] >= fit.Plain.OutOfFold[0]);
        Assert.Equal(1, fit.Weights.Sum(), 1e-9);
        Assert.Equal(3, fit.FoldWeights.Length);
    }

    [Fact]
    public void Run_WithARunOfNoise_ShowsThatTheFitIsTooGood()
    {
        // Nothing can be learnt: whatever the fit gains is chance, and the nested folds must not show it.
        var result = runs.Blend([.. Enumerable.Range(1, 6).Select(seed => runs.Add($"noise{seed}", i => BlendCase.Noise(i, 31 * seed)))]);

        Assert.True(result.Fit.Fitted.OutOfFold[0] > result.Fit.BestSingle.OutOfFold[0] + 0.005);
        Assert.True(result.Fit.Nested!.OutOfFold[0] < result.Fit.Fitted.OutOfFold[0] - 0.02, $"{result.Fit.Nested.OutOfFold[0]} {result.Fit.Fitted.OutOfFold[0]}");
    }

    [Fact]
    public void Run_GivesAllWeightToARunThatKnows()
    {
        var result = runs.Blend([runs.Add("knows", i => BlendCase.Truth(i) == 1 ? 0.9 : 0.1), runs.Add("guesses", i => BlendCase.Noise(i, 3))], "log_loss");

        Assert.Equal([1, 0], result.Fit.Weights);
        Assert.False(result.Fit.IsMaximized);
        Assert.Equal(-Math.Log(0.9), result.Fit.Nested!.OutOfFold[0], 1e-9);
        Assert.Equal(0, result.Fit.GainOf(result.Fit.Nested), 1e-9);
    }

    [Fact]
    public void Run_LeavesAFolderLikeThatOfARun()
    {
        string[] members = [runs.Add("one", Signal(1)), runs.Add("two", Signal(2))];
        var result = runs.Blend(members);
        string At(string name) => Path.Combine(result.Run.Folder, name);

        Assert.All(["recipe.yaml", "folds.parquet", "oof.parquet", "oof_fitted.parquet", "test.parquet", "test_pred.csv", "metrics.json", "blend.json", "submission.csv", "report.html"], name => Assert.True(File.Exists(At(name)), name));
        Assert.True(RunFolder.IsBlend(result.Run.Folder));
        Assert.Null(RunFolder.FindLatest(runs.Runs, "nothing"));
        Assert.Equal(RunState.Done, RunStatus.Load(At("status.json"))!.State);

        // The submission is the weighted mean, in the sample file's order.
        var weights = result.Fit.Weights;
        double Test(int i) => (weights[0] * Signal(1)(i)) + (weights[1] * Signal(2)(i));
        var rows = File.ReadAllLines(At("submission.csv")).Select(line => line.Split(',')).ToList();
        Assert.Equal(["name", "t1", "t0", "t2"], rows.Select(row => row[0]));
        Assert.Equal(Test(1), double.Parse(rows[1][1]), 1e-12);
        Assert.Equal(Test(0), double.Parse(rows[2][1]), 1e-12);
    }

    [Fact]
    public void Run_WritesTheOutOfFoldPredictionsThatItsMetricsAreOf()
    {
        var result = runs.Blend([runs.Add("one", Signal(1)), runs.Add("two", Signal(2))]);
        var metrics = RunMetricsReader.TryLoad(Path.Combine(result.Run.Folder, "metrics.json"))!;

        Assert.Equal(Area("oof.parquet"), metrics.OutOfFoldValue("roc_auc"), 1e-12);
        Assert.Equal(Area("oof_fitted.parquet"), result.Fit.Fitted.OutOfFold[0], 1e-12);
        Assert.Equal(3, metrics.Folds.Count);
        using var blend = JsonDocument.Parse(File.ReadAllText(Path.Combine(result.Run.Folder, "blend.json")));
        Assert.Equal(["one", "two"], blend.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetString()));

        double Area(string name)
        {
            var table = PredictionTable.Load(Path.Combine(result.Run.Folder, name), ["no", "yes"]);
            var metric = new RocAuc();
            metric.Update(new PredictionBatch([.. table.Probabilities], [.. Enumerable.Range(0, BlendCase.Count).Select(BlendCase.Truth)], 2));
            return metric.Result().Value;
        }
    }

    [Fact]
    public void Run_OfABlend_IsPossible_AndOfTheSameRunsGivesTheSameBytes()
    {
        string[] members = [runs.Add("one", Signal(1)), runs.Add("two", Signal(2))];
        var (first, second) = (runs.Blend(members), runs.Blend(members));
        foreach (var name in (string[])["oof.parquet", "test.parquet", "submission.csv", "blend.json", "metrics.json"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(first.Run.Folder, name)), File.ReadAllBytes(Path.Combine(second.Run.Folder, name)));

        Assert.Equal(2, runs.Blend([first.Run.Folder, runs.Add("three", Signal(3))]).Fit.Weights.Length);
    }

    [Fact]
    public void Run_WithRanks_DoesNotSeeHowProbabilitiesAreStretched()
    {
        var plain = runs.Blend([runs.Add("one", Signal(1)), runs.Add("two", Signal(2))], ranks: true);
        var stretched = runs.Blend([runs.Add("one-stretched", i => Math.Pow(Signal(1)(i), 8)), runs.Add("two-again", Signal(2))], ranks: true);

        Assert.Equal(plain.Fit.Weights, stretched.Fit.Weights);
        Assert.Equal(File.ReadAllText(Path.Combine(plain.Run.Folder, "submission.csv")), File.ReadAllText(Path.Combine(stretched.Run.Folder, "submission.csv")));
    }

    [Theory]
    [InlineData("target: {columns: [a, b], names: [no, yes]}\nmetrics: [roc_auc]")]
    [InlineData("target: {columns: [a, b], names: [no, yes]}\nmetrics: [log_loss]")]
    [InlineData("target: {votes: [a, b], names: [no, yes]}\nmetrics: [kl_divergence]")]
    public void Run_BlendsLabelsAndShares(string target)
    {
        var result = runs.Blend([runs.Add("one", i => Opposite(Signal(1)(i)), target), runs.Add("two", i => Opposite(Signal(2)(i)), target)]);

        Assert.True(result.Fit.GainOf(result.Fit.Fitted) > 0.005);
        Assert.True(result.Fit.GainOf(result.Fit.Fitted) >= result.Fit.GainOf(result.Fit.Plain));
        Assert.InRange(result.Fit.GainOf(result.Fit.Nested!), -0.02, result.Fit.GainOf(result.Fit.Fitted));
        // Both columns are about the opposite of what the class columns are about.
        static double Opposite(double yes) => Math.Clamp(1 - yes, 0.01, 0.99);
    }

    [Fact]
    public void Run_OfRunsThatDoNotGoTogether_SaysWhy()
    {
        var one = runs.Add("one", Signal(1));
        var masks = runs.Add("masks", Signal(1), "target: {masks: [label, a], names: [no, yes]}");
        var other = runs.Add("other", Signal(1), "target: {class: label, names: [no, maybe, yes]}\nmetrics: [log_loss]");
        var shares = runs.Add("shares", Signal(1), "target: {votes: [a, b], names: [no, yes]}\nmetrics: [kl_divergence]");
        var shares2 = runs.Add("shares2", Signal(2), "target: {votes: [a, b], names: [no, yes]}\nmetrics: [kl_divergence]");
        var fewer = runs.Add("fewer", Signal(2));
        BlendCase.Table(["s0", "s1", "x"], BlendCase.FoldOf, ["no", "yes"], Signal(2)).Save(Path.Combine(fewer, "oof.parquet"));
        var folds = runs.Add("folds", Signal(2));
        BlendCase.Table([.. Enumerable.Range(0, BlendCase.Count).Select(i => $"s{i}")], i => i % 3, ["no", "yes"], Signal(2)).Save(Path.Combine(folds, "oof.parquet"));
        var untested = runs.Add("untested", Signal(2));
        File.Delete(Path.Combine(untested, "test.parquet"));
        var none = runs.Add("none", Signal(2), "target: {class: label, names: [no, yes]}\nmetrics: []");
        var none2 = runs.Add("none2", Signal(2), "target: {class: label, names: [no, yes]}\nmetrics: []");
        var empty = runs.Add("empty", Signal(2));
        File.Delete(Path.Combine(empty, "oof.parquet"));

        Assert.Equal("FL6501", Fails([one]).Code);
        Assert.Equal("FL6501", Fails([one, one]).Code);
        Assert.Equal("FL6502", Fails([one, masks]).Code);
        Assert.Equal("FL6503", Fails([one, other]).Code);
        Assert.Equal("FL6503", Fails([one, shares]).Code);
        Assert.Contains("x", Fails([one, fewer], "FL6504").Message, StringComparison.Ordinal);
        Assert.Equal("FL6505", Fails([one, folds]).Code);
        Assert.Contains("untested", Fails([one, untested], "FL6506").Message, StringComparison.Ordinal);
        Assert.Equal("FL6507", Fails([none, none2]).Code);
        Assert.Equal("FL1013", Fails([one, runs.Add("two", Signal(2))], metric: "roc_auk").Code);
        Assert.Equal("FL6509", Assert.Throws<FoldlineException>(() => runs.Blend([shares, shares2], ranks: true)).Code);
        Assert.Equal("FL6045", Fails([one, empty]).Code);
        Assert.Empty(Directory.GetDirectories(Path.Combine(runs.Runs, "small"), "blend-*"));
    }

    [Fact]
    public void Run_ByAMetricWithoutValue_SaysSo()
    {
        // All samples are of one class.
        const string target = "target: {class: c, names: [no, yes]}\nmetrics: [roc_auc]";
        File.WriteAllText(Path.Combine(runs.Data, "train.csv"), File.ReadAllText(Path.Combine(runs.Data, "train.csv")).Replace(",1,x.png", ",0,x.png", StringComparison.Ordinal));

        Assert.Equal("FL6508", Fails([runs.Add("one", Signal(1), target), runs.Add("two", Signal(2), target)]).Code);
    }

    private static Func<int, double> Signal(int seed) => i => (0.35 * BlendCase.Truth(i)) + (0.6 * BlendCase.Noise(i, seed * 17)) + 0.02;

    private FoldlineException Fails(string[] members, string? code = null, string? metric = null)
    {
        var error = Assert.Throws<FoldlineException>(() => runs.Blend(members, metric));
        Assert.True(code is null || error.Code == code, error.Message);
        return error;
    }
}
