using Foldline.Pipelines.Blending;

namespace Foldline.Tests.Pipelines.Blending;

public sealed class RankScoresTests
{
    [Fact]
    public void Of_RanksEachColumn_WithMeansForTies() =>
        Assert.Equal([0.125, 0.5, 0.5, 0.875, 0.5, 0.5, 0.875, 0.125], RankScores.Of([0.1, 0.4, 0.3, 0.9, 0.3, 0.4, 0.8, 0.2], 2, [0, 0, 0, 0]));

    [Fact]
    public void Of_RanksEachGroupByItself() =>
        Assert.Equal([0.25, 0.75, 0.75, 0.25], RankScores.Of([1, 2, 40, 30], 1, [0, 0, 1, 1]));

    [Fact]
    public void Of_IsTheSameForStretchedScores()
    {
        double[] scores = [0.2, 0.9, 0.5, 0.1];
        int[] one = [0, 0, 0, 0];

        Assert.Equal(RankScores.Of([.. scores], 1, one), RankScores.Of([.. scores.Select(score => Math.Pow(score, 5))], 1, one));
    }
}
