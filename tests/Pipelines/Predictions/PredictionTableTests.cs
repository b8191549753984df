using Foldline.Pipelines.Predictions;

namespace Foldline.Tests.Pipelines.Predictions;

public sealed class PredictionTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Save_ThenLoad_GivesTheSame()
    {
        var table = Make(0, ["b", "a"], 0.1, 0.9, 1.0 / 3, 2.0 / 3);
        table.Save(folder.At("sub", "p.parquet"));
        var loaded = PredictionTable.Load(folder.At("sub", "p.parquet"), ["no", "yes"]);

        Assert.Equal(table.Ids, loaded.Ids);
        Assert.Equal(table.Folds, loaded.Folds);
        Assert.Equal(table.Probabilities, loaded.Probabilities);
    }

    [Fact]
    public void SaveCsv_HasTheDocumentsColumns()
    {
        Make(0, ["b", "a"], 0.25, 0.75, 0.5, 0.5).SaveCsv(folder.At("p.csv"), "image_id");

        Assert.Equal("image_id,class0,class1\nb,0.25,0.75\na,0.5,0.5\n", File.ReadAllText(folder.At("p.csv")));
    }

    [Fact]
    public void Mean_OfFolds_IsTheirMean()
    {
        var mean = PredictionTable.Mean([Make(0, ["a", "b"], 0.2, 0.8, 0.4, 0.6), Make(1, ["a", "b"], 0.4, 0.6, 0.8, 0.2)]);

        Assert.Equal([0.3, 0.6], mean.OfClass(0), (x, y) => Math.Abs(x - y) < 1e-15);
        Assert.Equal([-1, -1], mean.Folds);
    }

    [Fact]
    public void Mean_OfDifferentSamples_IsRefused() => Assert.Equal(
        "FL6046",
        Assert.Throws<FoldlineException>(() => PredictionTable.Mean([Make(0, ["a"], 0.5, 0.5), Make(1, ["b"], 0.5, 0.5)])).Code);

    [Fact]
    public void Join_KeepsTheOrderOfTheSamples()
    {
        var joined = PredictionTable.Join([Make(0, ["c", "a"], 0.1, 0.9, 0.2, 0.8), Make(1, ["b"], 0.3, 0.7)], ["a", "b", "c", "d"]);

        Assert.Equal(["a", "b", "c"], joined.Ids);
        Assert.Equal([0, 1, 0], joined.Folds);
        Assert.Equal([0.2, 0.3, 0.1], joined.OfClass(0));
    }

    private static PredictionTable Make(int fold, string[] ids, params double[] probabilities) =>
        new(ids, ids.Select(_ => fold), ["no", "yes"], probabilities);
}
