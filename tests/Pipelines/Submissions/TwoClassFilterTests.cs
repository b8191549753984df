using Foldline.Pipelines.Submissions;
using FsCheck;
using FsCheck.Fluent;

namespace Foldline.Tests.Pipelines.Submissions;

public sealed class TwoClassFilterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0 0.9 1 2 3 4", 0.95, "14 1 0 0 1 1")]
    [InlineData("0 0.9 1 2 3 4", 1.0, "14 1 0 0 1 1")]
    [InlineData("0 0.9 1 2 3 4", 0.9499, "0 0.9 1 2 3 4 14 0.9499 0 0 1 1")]
    [InlineData("0 0.9 1 2 3 4", 0.0, "0 0.9 1 2 3 4 14 0 0 0 1 1")]
    [InlineData("", 0.5, "14 0.5 0 0 1 1")]
    public void Apply_WithTheDefaults_IsTheDocuments(string detections, double normal, string expected) =>
        Assert.Equal(expected, TwoClassFilter.Apply(detections, normal, new TwoClassFilterOptions()));

    [Fact]
    public void Apply_BelowLow_KeepsTheDetections() =>
        Assert.Equal("3 0.5 1 2 3 4", TwoClassFilter.Apply("3 0.5 1 2 3 4", 0.29, new TwoClassFilterOptions(0.3, 0.9)));

    [Fact]
    public void Apply_GivesWellFormedText_ForAnyProbability() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 1_000_000).Select(i => i / 1e6)),
        probability => DetectionTextIsWellFormed(TwoClassFilter.Apply("1 0.5 10 20 30.5 40", probability, new TwoClassFilterOptions(0.2, 0.8)))).QuickCheckThrowOnFailure();

    [Fact]
    public void FilterFile_KeepsRowsInOrder()
    {
        var detections = folder.Write("d.csv", "image_id,PredictionString\nb,0 0.9 1 2 3 4\na,14 1 0 0 1 1\nc,\n");
        var normal = folder.Write("n.csv", "image_id,target\na,0.99\nb,0.5\nc,0.1\nz,0.3\n");

        Assert.Equal(3, TwoClassFilter.FilterFile(detections, normal, folder.At("out.csv")));

        Assert.Equal("image_id,PredictionString\nb,0 0.9 1 2 3 4 14 0.5 0 0 1 1\na,14 1 0 0 1 1\nc,14 0.1 0 0 1 1\n", File.ReadAllText(folder.At("out.csv")));
    }

    [Theory]
    [InlineData("image_id,PredictionString\na,0 0.9 1 2 3 4\nb,0 0.9 1 2 3\n", "image_id,target\na,0.5\nb,0.5\n", "FL6035")]
    [InlineData("image_id,PredictionString\na,0 0.9 1 2 3 4\nb,0 x 1 2 3 4\n", "image_id,target\na,0.5\nb,0.5\n", "FL6035")]
    [InlineData("image_id,PredictionString\na,0 0.9 1 2 3 4\nb,0.5 1 1 2 3 4\n", "image_id,target\na,0.5\nb,0.5\n", "FL6035")]
    [InlineData("image_id,PredictionString\na,0 0.9 1 2 3 4\nb,0 1 1 2 3 4\n", "image_id,target\na,0.5\nc,0.5\n", "FL6034")]
    [InlineData("image_id,PredictionString\na,0 0.9 1 2 3 4\n", "image_id,target\na,0.5\nb,1.5\n", "FL6036")]
    [InlineData("image_id,PredictionString\na,0 0.9 1 2 3 4\n", "image_id,target\na,0.5\na,0.5\n", "FL6036")]
    public void FilterFile_WithAWrongRow_NamesIt(string detections, string normal, string code)
    {
        var error = Assert.Throws<FoldlineException>(() => TwoClassFilter.FilterFile(folder.Write("d.csv", detections), folder.Write("n.csv", normal), folder.At("out.csv")));

        Assert.Equal(code, error.Code);
        Assert.Equal("2", error.Facts["row"]);
        Assert.False(File.Exists(folder.At("out.csv")));
    }

    [Theory]
    [InlineData("image_id,Prediction\na,\n", "FL4103")]
    [InlineData("", "FL4104")]
    public void FilterFile_WithAWrongFile_IsRefused(string detections, string code) => Assert.Equal(
        code,
        Assert.Throws<FoldlineException>(() => TwoClassFilter.FilterFile(folder.Write("d.csv", detections), folder.Write("n.csv", "image_id,target\na,0.5\n"), folder.At("out.csv"))).Code);

    [Theory]
    [InlineData(-0.1, 0.9)]
    [InlineData(0.9, 0.1)]
    [InlineData(double.NaN, 0.5)]
    public void Options_OutOfOrder_AreRefused(double low, double high) =>
        Assert.Equal("FL6037", Assert.Throws<FoldlineException>(() => new TwoClassFilterOptions(low, high).Validate()).Code);

    private static bool DetectionTextIsWellFormed(string text) => text.Split(' ').Length % 6 == 0 && text.Split(' ').All(word => double.TryParse(word, out _));
}
