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
    public void AveragePrecision_WithAndWithoutWeights_EqualsTheCurve_OnRandomScoresWithTies()
    {
        var random = CounterRandom.For(9);
        for (var round = 0; round < 100; round++)
        {
            var scores = Enumerable.Range(0, 1 + random.NextInt32(1500)).Select(_ => random.NextInt32(1 + round) / 7.0).ToArray();
            var targets = Array.ConvertAll(scores, _ => random.NextInt32(2));
            var ones = Array.ConvertAll(scores, _ => 1.0);

            var expected = targets.Sum() == 0 ? 0 : PrecisionRecallCurve.Compute(scores, targets).Area();

            Assert.Equal(expected, AveragePrecision.Compute(scores, targets), 1e-12);
            Assert.Equal(expected, AveragePrecision.Compute(scores, targets, ones), 1e-12);
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

    [Fact]
    public void PredictionBatch_NegativeShare_IsRefused() =>
        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => PredictionBatch.OfDistributions([0.5, 0.5], [1.5, -0.5], 2).Count).Code);

    [Fact]
    public void Update_SharesOfClasses_AreOnlyForTheDivergence()
    {
        foreach (var name in MetricTable.Standard.Names.Where(name => name != "kl_divergence"))
            Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => Create(name).Update(PredictionBatch.OfDistributions([0.5, 0.5], [0.25, 0.75], 2))).Code);
    }

    [Fact]
    public void Update_BatchByBatch_GivesTheSameBitsAsAllAtOnce()
    {
        var random = CounterRandom.For(11);
        const int count = 600;
        var scores = new double[count * 3];
        var targets = new int[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = random.NextInt32(3);
            for (var c = 0; c < 3; c++)
                scores[(i * 3) + c] = random.NextInt32(20) / 20.0;
        }

        foreach (var name in MetricTable.Standard.Names)
        {
            var (whole, parts) = (Create(name), Create(name));
            whole.Update(new PredictionBatch(scores, targets, 3));
            for (var start = 0; start < count; start += 37)
            {
                var end = Math.Min(start + 37, count);
                parts.Update(new PredictionBatch(scores.AsSpan((start * 3)..(end * 3)), targets.AsSpan(start..end), 3));
            }

            Assert.Equal(whole.Result().Value, parts.Result().Value);
            Assert.Equal(whole.Result().PerClass, parts.Result().PerClass);
        }
    }

    [Fact]
    public void FScore_ClassThatNeitherOccursNorIsPredicted_IsLeftOutOfTheMean()
    {
        var metric = new FScore(new CountScoreOptions { Average = ScoreAverage.Macro });
        metric.Update(new PredictionBatch([0.8, 0.1, 0.1, 0.2, 0.7, 0.1], [0, 1], 3));

        var result = metric.Result();

        Assert.Equal(1, result.Value);
        Assert.Equal(double.NaN, result.PerClass[2]);
        Assert.Contains("class 2", result.Undefined, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("samples")]
    public void FScore_AverageThatDoesNotFit_IsAUsersError(string average)
    {
        var metric = MetricTable.Standard.Create("f1", new PartArguments("f1", [new("average", average)]));
        metric.Update(new PredictionBatch([0.8, 0.1, 0.1], [0], 3));

        Assert.Equal("FL5101", Assert.Throws<FoldlineException>(() => metric.Result()).Code);
    }

    [Fact]
    public void CumulativeOrder_OfManyScores_KeepsTheOrderOfEquals()
    {
        var random = CounterRandom.For(5);
        var scores = Enumerable.Range(0, 50_000).Select(_ => Math.Round(random.NextNormal(), 3)).ToArray();
        var targets = scores.Select(_ => random.NextInt32(2)).ToArray();
        var weights = scores.Select(_ => random.NextDouble()).ToArray();

        var curve = RocCurve.Compute(scores, targets, weights);

        Assert.Equal(scores.Distinct().OrderDescending(), curve.Thresholds.Skip(1));
        Assert.Equal(curve.Area(), RocArea.Compute(scores, targets, weights), 1e-12);
    }

    [Theory]
    [InlineData("average_precision", "average", "mean")]
    [InlineData("cohen_kappa", "weights", "cubic")]
    [InlineData("f1", "zero_division", 2)]
    [InlineData("f1", "threshold", "NaN")]
    [InlineData("fbeta", "beta", 0)]
    [InlineData("keras_auc", "num_thresholds", 1)]
    [InlineData("kl_divergence", "eps", 0.5)]
    [InlineData("log_loss", "eps", 0)]
    [InlineData("top_k_accuracy", "k", 0)]
    [InlineData("balanced_accuracy", "adjusted", "perhaps")]
    public void Create_WrongArgument_IsAUsersError(string name, string key, object value)
    {
        var arguments = new PartArguments(name, [new(key, value)]);
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => MetricTable.Standard.Create(name, arguments)).Code);
    }

    private static Metric Create(string name) =>
        MetricTable.Standard.Create(name, new PartArguments(name, name == "fbeta" ? [new("beta", 2.0)] : []));
}
