using Foldline.Training.Metrics;

namespace Foldline.Tests.Training.Metrics;

public sealed class MetricTests
{
    [Fact]
    public void RocArea_EqualsTheCurve_OnRandomScoresWithTies()
    {
        var random = CounterRandom.For(7);
        for (var round = 0; round < 200; round++)
        {
            var count = 2 + random.NextInt32(2000);
            var levels = 1 + random.NextInt32(500);
            var scores = new double[count];
            var targets = new int[count];
            for (var i = 0; i < count; i++)
                (scores[i], targets[i]) = ((random.NextInt32(levels) - (levels / 2)) / 7.0, random.NextInt32(2));

            Assert.Equal(RocCurve.Compute(scores, targets).Area(), RocArea.Compute(scores, targets), 1e-12);
        }
    }

    [Fact]
    public void RocArea_TakesMinusZeroAsZero() => Assert.Equal(0.5, RocArea.Compute([0.0, -0.0], [1, 0]));

    [Fact]
    public void RocArea_OrdersInfinities() => Assert.Equal(1, RocArea.Compute([double.PositiveInfinity, double.NegativeInfinity], [1, 0]));

    [Fact]
    public void RocArea_OfManyScores_EqualsTheSmallSortedOne()
    {
        var random = CounterRandom.For(3);
        var scores = new double[100_000];
        var targets = new int[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            targets[i] = random.NextInt32(2);
            scores[i] = random.NextNormal() + targets[i];
        }

        Assert.Equal(RocCurve.Compute(scores, targets).Area(), RocArea.Compute(scores, targets), 1e-12);
    }

    [Theory]
    [InlineData(UndefinedPolicy.NaN, double.NaN)]
    [InlineData(UndefinedPolicy.Skip, 1.0)]
    public void RocAuc_ClassThatDoesNotOccur_FollowsThePolicy(UndefinedPolicy policy, double expected)
    {
        var metric = new RocAuc(policy: policy);
        metric.Update(new PredictionBatch([0.8, 0.1, 0.1, 0.2, 0.7, 0.1], [0, 1], 3));

        var result = metric.Result();

        Assert.Equal(expected, result.Value);
        Assert.Contains("class 2", result.Undefined, StringComparison.Ordinal);
        Assert.True(double.IsNaN(result.PerClass[2]));
    }

    [Fact]
    public void Merge_EqualsOneMetricOverAll()
    {
        foreach (var name in MetricTable.Standard.Names)
        {
            var (all, first, second) = (Create(name), Create(name), Create(name));
            first.Update(new PredictionBatch([0.1, 0.9, 0.4], [0, 1, 1], 1));
            second.Update(new PredictionBatch([0.5, 0.45], [0, 1], 1));
            all.Update(new PredictionBatch([0.1, 0.9, 0.4, 0.5, 0.45], [0, 1, 1, 0, 1], 1));

            first.Merge(second);

            Assert.Equal(all.Result().Value, first.Result().Value, 1e-15);
            Assert.Equal(5, first.Count);
        }
    }

    [Fact]
    public void Reset_ForgetsEverything()
    {
        var metric = new RocAuc();
        metric.Update(new PredictionBatch([0.1, 0.9], [1, 0], 1));
        metric.Reset();
        metric.Update(new PredictionBatch([0.9, 0.1, 0.1, 0.9], [0, 1], 2));

        Assert.Equal(1, metric.Result().Value);
        Assert.Equal(2, metric.Count);
    }

    [Fact]
    public void PredictionBatch_NaN_IsRefused() =>
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => new PredictionBatch([double.NaN], [1], 1).Count).Code);

    [Fact]
    public void PredictionBatch_TargetOutOfRange_IsRefused() =>
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => new PredictionBatch([0.5, 0.5], [2], 2).Count).Code);

    private static Metric Create(string name) => MetricTable.Standard.Create(name, new PartArguments(name));
}
