using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;
using Foldline.Tests.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FixedTime time = new(new DateTimeOffset(2021, 1, 31, 14, 25, 36, TimeSpan.Zero));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Create_NamesTheFolderByTimeAndHash()
    {
        using var run = RunFolder.Create(folder.Path, SampleRecipes.Read(SampleRecipes.Small), time);

        Assert.Equal(folder.At("small"), Path.GetDirectoryName(run.Path));
        Assert.Matches("^20210131-142536-[0-9a-f]{4}$", run.Id);
        Assert.Equal(SampleRecipes.Read(SampleRecipes.Small), run.LoadRecipe());
        Assert.Equal(new RunStatus(RunState.Running, "start", time.Now), RunStatus.Load(run.StatusPath));
    }

    [Fact]
    public void Create_TwiceInASecond_GivesTwoFolders()
    {
        var recipe = SampleRecipes.Read(SampleRecipes.Small);
        using var first = RunFolder.Create(folder.Path, recipe, time);
        using var second = RunFolder.Create(folder.Path, recipe, time);

        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefused()
    {
        string path;
        using (var run = RunFolder.Create(folder.Path, SampleRecipes.Read(SampleRecipes.Small), time))
        {
            path = run.Path;
            Assert.Equal("FL6041", Assert.Throws<FoldlineException>(() => RunFolder.Open(path, time)).Code);
        }

        using var again = RunFolder.Open(path + "/", time);
        Assert.Equal(path, again.Path);
    }

    [Fact]
    public void Open_OfAnotherFolder_IsRefused() =>
        Assert.Equal("FL6042", Assert.Throws<FoldlineException>(() => RunFolder.Open(folder.Path, time)).Code);

    [Fact]
    public void FindLatest_GivesTheNewest()
    {
        var recipe = SampleRecipes.Read(SampleRecipes.Small);
        Assert.Null(RunFolder.FindLatest(folder.Path, recipe.Name));
        RunFolder.Create(folder.Path, recipe, time).Dispose();
        time.Now += TimeSpan.FromSeconds(1);
        using var newest = RunFolder.Create(folder.Path, recipe, time);

        Assert.Equal(newest.Path, RunFolder.FindLatest(folder.Path, recipe.Name));
    }

    [Fact]
    public void FindLatest_OfRunsInOneSecond_GivesTheLater()
    {
        var recipe = SampleRecipes.Read(SampleRecipes.Small);
        for (var i = 0; i < 20; i++)
        {
            using var run = RunFolder.Create(folder.Path, recipe, time);
            Assert.Equal(run.Path, RunFolder.FindLatest(folder.Path, recipe.Name));
        }
    }

    [Fact]
    public void Create_InAReadOnlyPlace_IsRefused()
    {
        folder.Write("file", "");

        Assert.Equal("FL1001", Assert.Throws<FoldlineException>(() => RunFolder.Create(folder.At("file"), SampleRecipes.Read(SampleRecipes.Small), time)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"state\": 3}")]
    [InlineData("{\"state\": \"odd\", \"stage\": \"x\", \"updated\": \"y\"}")]
    public void Status_ThatIsDamaged_IsNone(string text) => Assert.Null(RunStatus.Load(folder.Write("status.json", text)));

    [Fact]
    public void Metrics_AreWrittenAsJson()
    {
        var metrics = new RunMetrics
        {
            Names = ["roc_auc"],
            Folds = [new FoldScore(0, 10, 3, [0.75]), new FoldScore(1, 10, 3, [double.NaN])],
            OutOfFold = [0.5],
            Samples = 20,
            Times = [("train", 1.5)],
        };
        metrics.Save(folder.At("metrics.json"));

        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder.At("metrics.json")));
        Assert.Equal(0.75, json.RootElement.GetProperty("folds")[0].GetProperty("roc_auc").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.RootElement.GetProperty("folds")[1].GetProperty("roc_auc").ValueKind);
        Assert.Equal(20, json.RootElement.GetProperty("oof").GetProperty("samples").GetInt32());
        Assert.Equal(0.5, metrics.OutOfFoldValue("roc_auc"));
        Assert.True(double.IsNaN(metrics.OutOfFoldValue("none")));
    }

    private sealed class FixedTime(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
