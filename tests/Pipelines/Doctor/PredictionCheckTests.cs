using Foldline.Imaging;
using Foldline.Pipelines.Doctor;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Runs;

namespace Foldline.Tests.Pipelines.Doctor;

public sealed class PredictionCheckTests
{
    [Fact]
    public void Constant_NamesTheFoldWhoseNetworkSaysTheSameOfAll()
    {
        var table = new PredictionTable(["a", "b", "c", "d"], [0, 0, 1, 1], ["no", "yes"], [0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.3, 0.7]);

        var finding = Assert.Single(PredictionChecks.Constant(table));

        Assert.Equal(("constant_output", Severity.Error), (finding.Check, finding.Severity));
        Assert.Equal(["fold 0: no 0.2500, yes 0.7500 for all 2 samples"], finding.Evidence);
    }

    [Fact]
    public void Constant_OfPredictionsThatDiffer_IsNothing() =>
        Assert.Empty(PredictionChecks.Constant(new PredictionTable(["a", "b"], [0, 0], ["no", "yes"], [0.25, 0.75, 0.2501, 0.7499])));

    [Fact]
    public void Constant_OfMasks_IsAllOfThemEmpty()
    {
        static MaskTable Masks(params string[] texts) => new(["a", "b"], [0, 0], Enumerable.Repeat(new ImageSize(4, 4), 2), ["defect"], texts);

        Assert.Equal("All 2 predicted images have empty masks.", Assert.Single(PredictionChecks.Constant(Masks("", ""))).Text);
        Assert.Empty(PredictionChecks.Constant(Masks("", "1 2")));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.5001, 0)]
    [InlineData(double.NaN, 0)]
    public void HalfArea_IsExactlyAHalf(double area, int expected)
    {
        var metrics = new RunMetrics { Names = ["accuracy", "roc_auc"], Folds = [new FoldScore(0, 40, 3, [0.5, 0.8]), new FoldScore(1, 40, 3, [0.5, area])], OutOfFold = [0.5, 0.6], Samples = 80 };

        var found = PredictionChecks.HalfArea(metrics).ToList();

        Assert.Equal(expected, found.Count);
        Assert.All(found, finding => Assert.Equal(["fold 1: roc_auc 0.5 over 40 samples"], finding.Evidence));
    }
}
