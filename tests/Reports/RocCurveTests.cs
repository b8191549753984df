using FsCheck;
using FsCheck.Fluent;
using Foldline.Reports.Figures;

namespace Foldline.Tests.Reports;

public sealed class RocCurveTests
{
    [Fact]
    public void FromScores_OfASeparableSet_HasAreaOne()
    {
        var curve = RocCurve.FromScores("a", [false, true, false, true], [0.1, 0.9, 0.2, 0.8]);
        Assert.Equal(1, curve.Area);
        Assert.Equal([0, 0, 1], curve.FalsePositiveRate);
        Assert.Equal([0, 1, 1], curve.TruePositiveRate);
    }

    [Fact]
    public void FromScores_WithTies_CountsThemHalf()
    {
        var curve = RocCurve.FromScores("a", [false, true], [0.5, 0.5]);
        Assert.Equal(0.5, curve.Area);
        Assert.Equal([0, 1], curve.FalsePositiveRate);
    }

    [Fact]
    public void FromScores_WithoutPositives_HasNoArea() => Assert.True(double.IsNaN(RocCurve.FromScores("a", [false, false], [0.5, 0.1]).Area));

    [Fact]
    public void FromScores_WithNotANumber_IsRefused() => Assert.Throws<ArgumentException>(() => RocCurve.FromScores("a", [true, false], [double.NaN, 0]));

    [Fact]
    public void FromScores_OfManySamples_KeepsTheAreaAndFewPoints()
    {
        var random = CounterRandom.For(1);
        var labels = new bool[20000];
        var scores = new double[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = random.NextBool(0.3);
            scores[i] = random.NextDouble() + (labels[i] ? 0.5 : 0);
        }

        var curve = RocCurve.FromScores("a", labels, scores);
        Assert.InRange(curve.FalsePositiveRate.Count, 2, 1000);
        Assert.Equal((0, 0), (curve.FalsePositiveRate[0], curve.TruePositiveRate[0]));
        Assert.Equal((1, 1), (curve.FalsePositiveRate[^1], curve.TruePositiveRate[^1]));
        Assert.Equal(0.875, curve.Area, 0.01);
    }

    [Fact]
    public void Area_IsTheChanceThatAPositiveScoresAboveANegative() => Prop.ForAll(
        ArbMap.Default.ArbFor<(bool Positive, byte Score)[]>(),
        samples =>
        {
            var curve = RocCurve.FromScores("a", [.. samples.Select(sample => sample.Positive)], [.. samples.Select(sample => (double)(sample.Score % 8))]);
            var pairs = samples.Where(a => a.Positive).SelectMany(a => samples.Where(b => !b.Positive).Select(b => (a.Score % 8).CompareTo(b.Score % 8))).ToArray();
            return pairs.Length == 0
                ? double.IsNaN(curve.Area)
                : Math.Abs(curve.Area - pairs.Average(order => order > 0 ? 1.0 : order == 0 ? 0.5 : 0.0)) < 1e-9;
        }).QuickCheckThrowOnFailure();
}
