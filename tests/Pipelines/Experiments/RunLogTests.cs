using System.Text.Json;
using Foldline.Pipelines.Experiments;
using Foldline.Pipelines.Reporting;
using Foldline.Pipelines.Runs;
using Foldline.Reports;

namespace Foldline.Tests.Pipelines.Experiments;

public sealed class RunLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> warnings = [];

    public RunLogTests()
    {
        Add("chest", "20210131-100000-aaaa", "{adam: {lr: 1e-3}}", "resnet18", (0.91, 0.40));
        Add("chest", "20210131-110000-bbbb", "{adam: {lr: 3e-4}}", "resnet34", (0.93, 0.45));
        Add("chest", "20210131-120000-cccc", "{sgd: {lr: 0.1}}", "resnet34", (double.NaN, 0.50));
        Add("steel", "20210201-100000-dddd", "{adam: {lr: 1e-3}}", "unet", null);
        new NotesFile(At("20210131-110000-bbbb")).Add(new LeaderboardScore(DateTimeOffset.UnixEpoch, false, 0.925));
        new NotesFile(At("20210131-100000-aaaa")).Add(new LeaderboardScore(DateTimeOffset.UnixEpoch, false, 0.95));
        new NotesFile(At("20210131-120000-cccc")).Add(new RunNote(DateTimeOffset.UnixEpoch, "diverged, \"see\" log"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_GivesWhatTheFilesSay()
    {
        var run = RunReader.Read(At("20210131-110000-bbbb"));

        Assert.Equal(("20210131-110000-bbbb", "chest", "resnet34", 2, 3), (run.Id, run.Recipe, run.Model, run.FoldsDone, run.FoldsPlanned));
        Assert.Equal(new DateTimeOffset(2021, 1, 31, 11, 0, 0, TimeSpan.Zero), run.Started);
        Assert.Equal((0.93, 0.45, 0.925), (run.Score("roc_auc"), run.Score("log_loss"), run.Notes.Public));
        Assert.Equal(RunState.Done, run.Status!.State);
    }

    [Fact]
    public void ReadAll_LeavesOutDamagedRuns_AndSaysSo()
    {
        folder.Write("runs/chest/20210203-000000-0000/recipe.yaml", "name: [");

        Assert.Equal(["dddd", "cccc", "bbbb", "aaaa"], Ids(new RunSelection()));
        Assert.Contains("20210203-000000-0000", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roc_auc", "bbbb aaaa dddd cccc")]
    [InlineData("log_loss", "aaaa bbbb cccc dddd")]
    [InlineData("lb", "aaaa bbbb dddd cccc")]
    [InlineData("model", "aaaa cccc bbbb dddd")]
    [InlineData("date", "dddd cccc bbbb aaaa")]
    public void Sort_PutsTheBestFirst_AndWhatHasNoValueLast(string key, string order) =>
        Assert.Equal(order.Split(' '), Ids(new RunSelection { Sort = key }));

    [Theory]
    [InlineData("train.optimizer=adam", "dddd bbbb aaaa")]
    [InlineData("train.optimizer.adam.lr=0.001", "dddd aaaa")]
    [InlineData("train.optimizer.adam.lr=1e-3", "dddd aaaa")]
    [InlineData("model.name=resnet34", "cccc bbbb")]
    [InlineData("augment.1.blur.p=0.1", "dddd cccc bbbb aaaa")]
    [InlineData("augment.0=horizontal_flip", "dddd cccc bbbb aaaa")]
    [InlineData("model.name=resnet", "")]
    public void Where_LooksAtTheEffectiveRecipe(string condition, string found) =>
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), Ids(new RunSelection { Where = [condition] }));

    [Fact]
    public void Filters_AreAllApplied()
    {
        Assert.Equal(["cccc"], Ids(new RunSelection { Text = "DIVERGED" }));
        Assert.Equal(["bbbb"], Ids(new RunSelection { Text = "resnet34", Where = ["train.optimizer=adam", "name=chest"] }));
        Assert.Equal(["dddd"], Ids(new RunSelection { Recipe = "steel" }));
    }

    [Theory]
    [InlineData("FL6515", "train.optimizer", "date")]
    [InlineData("FL6515", "train.epocs=3", "date")]
    [InlineData("FL6516", "train.epochs=3", "roc_auk")]
    public void Mistakes_AreNamed(string code, string where, string sort)
    {
        var error = Assert.Throws<FoldlineException>(() => Ids(new RunSelection { Where = [where], Sort = sort }));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void Listing_AsCsvAndJson_HasEverything()
    {
        var listing = new RunListing(RunReader.ReadAll(folder.At("runs"), warnings.Add));
        var csv = listing.ToCsv().Split('\n');
        using var json = JsonDocument.Parse(listing.ToJson().ToJsonString());

        Assert.StartsWith("run,folder,recipe,started,model,state,roc_auc,log_loss,folds_done,folds_planned,lb_public,lb_private,note", csv[0], StringComparison.Ordinal);
        Assert.EndsWith(",,0.5,2,3,,,\"diverged, \"\"see\"\" log\"", csv[2], StringComparison.Ordinal);
        Assert.Equal(0.93, json.RootElement[2].GetProperty("metrics").GetProperty("roc_auc").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.RootElement[1].GetProperty("metrics").GetProperty("roc_auc").ValueKind);
        Assert.Equal("diverged, \"see\" log", json.RootElement[1].GetProperty("notes")[0].GetProperty("text").GetString());
        Assert.All(listing.Runs, run => Assert.Equal(listing.Heads.Count, listing.Cells(run).Count));
    }

    [Fact]
    public void Comparison_GivesTheKeysThatDiffer_AndBothMetrics()
    {
        var comparison = new RunComparison(RunReader.Read(At("20210131-100000-aaaa")), RunReader.Read(At("20210131-120000-cccc")));

        Assert.Equal(
            [("model.name", "resnet18", "resnet34"), ("train.optimizer.adam.lr", "0.001", null), ("train.optimizer.sgd.lr", null, "0.1")],
            comparison.Settings.Select(difference => (difference.Key, difference.First, difference.Second)));
        Assert.Equal(["roc_auc", "log_loss"], comparison.Metrics.Select(metric => metric.Name));
        Assert.Equal((0.4, 0.5), (comparison.Metrics[1].First, comparison.Metrics[1].Second));
    }

    [Fact]
    public void Excerpts_OfLongValues_ShowWhereTheyDiffer()
    {
        var common = string.Concat(Enumerable.Repeat("SELECT everything FROM somewhere ", 10));
        var (first, second) = new SettingDifference("samples", common + "WHERE a\nGROUP BY b", common + "WHERE c").Excerpts;

        Assert.Contains("WHERE a GROUP BY b", first, StringComparison.Ordinal);
        Assert.Contains("WHERE c", second, StringComparison.Ordinal);
        Assert.InRange(first.Length, 10, 60);
        Assert.Equal(("–", "1"), new SettingDifference("x", null, "1").Excerpts);
    }

    [Fact]
    public void Pages_ShowTablesCurvesAndTheLeaderboard()
    {
        ReportWriter.Write(folder.At("runs.html"), RunsPage.Create(new RunListing(RunReader.ReadAll(folder.At("runs"), warnings.Add))));
        ReportWriter.Write(folder.At("compare.html"), ComparisonPage.Create(new RunComparison(RunReader.Read(At("20210131-100000-aaaa")), RunReader.Read(At("20210131-110000-bbbb")))));
        var (runs, compared) = (File.ReadAllText(folder.At("runs.html")), File.ReadAllText(folder.At("compare.html")));

        Assert.Contains("roc_auc: out of fold and leaderboard", runs, StringComparison.Ordinal);
        Assert.Contains("\"x\":[0.93,0.91],\"y\":[0.925,0.95]", runs, StringComparison.Ordinal);
        Assert.Contains("train.optimizer.adam.lr", compared, StringComparison.Ordinal);
        // Means over the two folds' logs.
        Assert.Contains("\"x\":[1,2],\"y\":[0.55,0.45]", compared, StringComparison.Ordinal);
    }

    [Fact]
    public void SignedText_OfWhatRoundsToNothing_HasNoSign() =>
        Assert.Equal(["+0.00120", "-0.00120", "0.00000", "–"], new[] { 0.0012, -0.0012, -1e-17, double.NaN }.Select(SignedText.Of));

    private string At(string id) => Directory.GetDirectories(folder.At("runs"), id, SearchOption.AllDirectories).Single();

    private string[] Ids(RunSelection selection) => [.. selection.Of(RunReader.ReadAll(folder.At("runs"), warnings.Add)).Select(run => run.Id[^4..])];

    private void Add(string recipe, string id, string optimizer, string model, (double Auc, double Loss)? scores)
    {
        var path = $"runs/{recipe}/{id}";
        folder.Write($"{path}/recipe.yaml", $$"""
            name: {{recipe}}
            folds: {stratified: {count: 3, seed: 1} }
            augment: [horizontal_flip: {}, blur: {p: 0.1}]
            model: {name: {{model}} }
            train: {epochs: 3, optimizer: {{optimizer}} }
            """);
        new RunStatus(RunState.Done, "done", DateTimeOffset.UnixEpoch).Save(folder.At(path, "status.json"));
        if (scores is not { } values)
            return;
        new RunMetrics { Names = ["roc_auc", "log_loss"], OutOfFold = [values.Auc, values.Loss], Samples = 10, Folds = [new FoldScore(0, 5, 2, [0.9, 0.4]), new FoldScore(1, 5, 2, [0.92, 0.5])] }
            .Save(folder.At(path, "metrics.json"));
        for (var fold = 0; fold < 2; fold++)
        {
            folder.Write($"{path}/fold{fold}/predicted.json", "{\"epoch\": 2}");
            folder.Write($"{path}/fold{fold}/log.csv", $"epoch,iteration,valid.loss\n1,3,0.{5 + fold}\n2,6,0.{4 + fold}\n");
        }
    }
}
