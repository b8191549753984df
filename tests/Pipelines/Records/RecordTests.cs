using Foldline.Data;
using Foldline.Pipelines.Inputs;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Samples;

namespace Foldline.Tests.Pipelines.Records;

public sealed class RecordTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Recipe recipe = RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"));
    private DuckDatabase database;

    public RecordTests()
    {
        SampleGenerators.Find("vinbigdata").Generate(folder.At("data"), new SampleOptions(40, 64));
        database = Open();
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Query_OfVinBigData_LabelsAnImageByItsAnnotations()
    {
        var samples = SampleQuery.Train(database, recipe);
        var records = Build(samples);

        Assert.Equal(30, samples.Count);
        Assert.Equal(9, samples.Targets.Classes.Sum());
        Assert.Equal(File.ReadLines(folder.At("data", "train_meta.csv")).Skip(1).Select(line => line.Split(',')[0]), samples.Ids);
        Assert.Equal(samples.Targets.Classes, records.Select(record => record.IsAnnotated ? 1 : 0));
        Assert.All(records, record => Assert.Equal((64, 64), (record.Height, record.Width)));
        Assert.All(records.SelectMany(record => record.Boxes), box => Assert.True(box.Left >= 0 && box.Left < box.Right && box.Right <= 64 && box.Top < box.Bottom && box.Bottom <= 64));
        Assert.Equal(10, SampleQuery.Test(database, recipe)!.Count);
    }

    [Fact]
    public void Query_WithALimit_TakesTheFirst() => Assert.Equal(
        SampleQuery.Train(database, recipe).Ids[..5],
        SampleQuery.Train(database, recipe with { Debug = new DebugSpec(5) }).Ids);

    [Theory]
    [InlineData("SELECT image_id AS di, 'x' AS image, 0 AS abnormal FROM train_meta", "FL6020")]
    [InlineData("SELECT image_id AS id, 'x' AS image FROM train_meta", "FL6020")]
    [InlineData("SELECT image_id AS id, 'x' AS image, 0 AS abnormal FROM train", "FL6021")]
    [InlineData("SELECT image_id AS id, 'x' AS image, 2 AS abnormal FROM train_meta", "FL6022")]
    [InlineData("SELECT image_id AS id, 'x' AS image, NULL::INT AS abnormal FROM train_meta", "FL6022")]
    [InlineData("SELECT image_id AS id, 'x' AS image, 'yes' AS abnormal FROM train_meta", "FL6022")]
    [InlineData("SELECT image_id AS id, 'x' AS image, 0 AS abnormal FROM train_meta WHERE false", "FL6023")]
    public void Query_WithWrongRows_IsRefused(string sql, string code) =>
        Assert.Equal(code, Assert.Throws<FoldlineException>(() => SampleQuery.Train(database, recipe with { Samples = sql })).Code);

    [Fact]
    public void Cache_GivesTheSameRecords_UntilAnInputChanges()
    {
        var cache = new RecordCache(folder.At("cache"));
        var first = Cached(cache);
        var second = Cached(cache);
        Assert.False(first.IsCached);
        Assert.True(second.IsCached);
        Assert.Equal(first.Records.Select(Text), second.Records.Select(Text));

        File.SetLastWriteTimeUtc(folder.At("data", first.Records[0].Image), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.False(Cached(cache).IsCached);

        File.AppendAllText(folder.At("data", "train.csv"), $"{first.Records[0].Id},Other lesion,9,R1,1.0,1.0,9.0,9.0\n");
        Reload();
        Assert.False(Cached(cache).IsCached);
        Assert.True(Cached(cache).IsCached);
        Assert.Equal(2, Directory.GetFiles(folder.At("cache")).Length);
    }

    [Fact]
    public void Cache_ThatIsDamaged_IsBuiltAgain()
    {
        var cache = new RecordCache(folder.At("cache"));
        Cached(cache);
        foreach (var file in Directory.GetFiles(folder.At("cache")))
            File.WriteAllText(file, "damaged");

        Assert.False(Cached(cache).IsCached);
        Assert.True(Cached(cache).IsCached);
    }

    [Fact]
    public void Build_WithABrokenImage_NamesIt()
    {
        var samples = SampleQuery.Train(database, recipe);
        File.WriteAllText(folder.At("data", samples.Images[3]), "not an image");

        Assert.Contains(samples.Images[3], Assert.Throws<FoldlineException>(() => Build(samples)).Message);
    }

    private static string Text(SampleRecord record) => $"{record.Id} {record.Image} {record.Height} {record.Width} {string.Join(';', record.Boxes)}";

    private DuckDatabase Open()
    {
        var opened = new DuckDatabase(new DuckOptions { DataFolder = folder.At("data") });
        foreach (var table in recipe.Tables)
            opened.CreateTableFromFile(table.Name, table.File);
        return opened;
    }

    private void Reload()
    {
        database.Dispose();
        database = Open();
    }

    private System.Collections.Immutable.ImmutableArray<SampleRecord> Build(SampleSet samples) =>
        RecordBuilder.Build(samples, new InputSource(recipe.Input, folder.At("data")), database.Query(recipe.Boxes!));

    private (System.Collections.Immutable.ImmutableArray<SampleRecord> Records, bool IsCached) Cached(RecordCache cache)
    {
        var samples = SampleQuery.Train(database, recipe);
        return cache.GetOrBuild(RecordKey.Compute(recipe, samples, folder.At("data")), () => Build(samples));
    }
}
