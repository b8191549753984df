using Foldline.Pipelines.Blending;

namespace Foldline.Tests.Pipelines.Blending;

public sealed class WeightSearchTests
{
    [Theory]
    [InlineData(0.2, 0.3, 0.5)]
    [InlineData(0.05, 0.9, 0.05)]
    [InlineData(0.4, 0.6, 0.0)]
    public void Run_OnASmoothHill_FindsItsTop(params double[] top)
    {
        var found = Search(weights => -weights.Zip(top, (a, b) => (a - b) * (a - b)).Sum(), top.Length);

        Assert.All(found.Zip(top), pair => Assert.Equal(pair.Second, pair.First, 0.01));
    }

    [Fact]
    public void Run_WithTheTopOutsideTheSimplex_EndsAtItsEdge()
    {
        // The largest of w0 + 2 w1 is at the second corner.
        Assert.Equal([0, 1, 0], Search(weights => weights[0] + (2 * weights[1]), 3));
    }

    [Fact]
    public void Run_OnSteps_TakesTheMiddleOfTheBestStep()
    {
        // Best wherever the first weight is between 0.2 and 0.4: neither equal weights nor a corner are.
        var found = Search(weights => weights[0] is >= 0.2 and <= 0.4 ? 1 : 0, 2);

        Assert.InRange(found[0], 0.24, 0.36);
    }

    [Fact]
    public void Run_WhereNothingIsBetter_KeepsEqualWeights() => Assert.Equal([0.25, 0.25, 0.25, 0.25], Search(_ => 3, 4));

    [Fact]
    public void Run_WithSeveralHills_FindsTheHighest()
    {
        // A low hill near equal weights, a high and narrow one near the third corner, where greedy choice leads.
        static double Hill(double[] w) => Math.Max(0.5 - Math.Abs(w[0] - 0.33), w[2] > 0.9 ? w[2] : 0);

        Assert.Equal([0, 0, 1], Search(Hill, 3));
    }

    [Fact]
    public void Run_GivesWeightsOfTheSimplex_AndTheSameOnesAgain()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 20; trial++)
        {
            var slopes = Enumerable.Range(0, 5).Select(_ => random.NextDouble()).ToArray();
            double Score(double[] weights) => -weights.Zip(slopes, (w, s) => Math.Pow(w - s, 2)).Sum();
            var found = Search(Score, 5);

            Assert.All(found, weight => Assert.InRange(weight, 0, 1));
            Assert.Equal(1, found.Sum(), 1e-9);
            Assert.Equal(found, Search(Score, 5));
        }
    }

    [Fact]
    public void Run_ThatIsCancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => new WeightSearch(
            weights =>
            {
                stop.Cancel();
                return weights[0];
            },
            2,
            stop.Token).Run());
    }

    private static double[] Search(Func<double[], double> score, int count) => new WeightSearch(score, count, CancellationToken.None).Run();
}
