using Foldline.Pipelines.Blending;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Tests.Pipelines.Blending;

public sealed class MixtureWeightsTests
{
    private static readonly SampleTargets Classes = new() { Kind = TargetKind.Class, Classes = [0, 0, 0, 1] };

    [Fact]
    public void Fit_OfTwoOpposites_GivesTheSharesOfTheTruth()
    {
        // One run is sure of class 0, the other of class 1; three of four samples are of class 0.
        double[][] scores = [[1, 0, 1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1, 0, 1]];

        var weights = MixtureWeights.Fit(scores, Classes, 2);

        Assert.Equal(0.75, weights[0], 1e-6);
        Assert.Equal(0.25, weights[1], 1e-6);
    }

    [Fact]
    public void Fit_IsAsGoodAsTheBestOfAFineGrid()
    {
        double[][] scores = [[0.9, 0.1, 0.4, 0.6, 0.7, 0.3, 0.8, 0.2], [0.3, 0.7, 0.8, 0.2, 0.6, 0.4, 0.1, 0.9]];
        double Likelihood(double w) => Enumerable.Range(0, 4).Sum(i => Math.Log((w * scores[0][(2 * i) + Classes.Classes[i]]) + ((1 - w) * scores[1][(2 * i) + Classes.Classes[i]])));

        var found = MixtureWeights.Fit(scores, Classes, 2)[0];

        Assert.Equal(Enumerable.Range(0, 10001).Select(i => i / 10000.0).MaxBy(Likelihood), found, 1e-3);
    }

    [Fact]
    public void Fit_OfLabelsAndShares_PrefersTheRunThatIsRight()
    {
        double[][] scores = [[0.9, 0.1, 0.8], [0.2, 0.7, 0.3]];
        var labels = new SampleTargets { Kind = TargetKind.Labels, Width = 3, Labels = [1, 0, 1] };
        var shares = new SampleTargets { Kind = TargetKind.Shares, Width = 3, Shares = [0.5, 0.1, 0.4] };

        Assert.Equal([1, 0], MixtureWeights.Fit(scores, labels, 3).Select(weight => Math.Round(weight, 4)));
        Assert.True(MixtureWeights.Fit(scores, shares, 3)[0] > 0.9);
    }
}
