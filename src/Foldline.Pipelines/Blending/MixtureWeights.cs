using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Blending;

/// <summary>
/// The weights of a mixture that make the truth most likely, by expectation maximisation. The logarithm of a mixture is concave in its
/// weights, so every start leads to the best ones; a step never makes it worse.
/// </summary>
internal static class MixtureWeights
{
    private const double Floor = 1e-15;
    private const double Tolerance = 1e-7;
    private const int MaxSteps = 1000;

    /// <summary>Fits the weights.</summary>
    /// <param name="scores">Probabilities [M][N · C].</param>
    /// <param name="targets">The truth.</param>
    /// <param name="classes">C.</param>
    public static double[] Fit(double[][] scores, SampleTargets targets, int classes)
    {
        var shares = Shares(targets, classes);
        var likelihoods = scores.Select(member => Likelihoods(member, targets, classes)).ToArray();
        var weights = Enumerable.Repeat(1.0 / scores.Length, scores.Length).ToArray();
        for (var step = 0; step < MaxSteps; step++)
        {
            var next = Step(likelihoods, shares, weights);
            var change = next.Zip(weights, (a, b) => Math.Abs(a - b)).Max();
            weights = next;
            if (change < Tolerance)
                break;
        }

        return weights;
    }

    private static double[] Step(double[][] likelihoods, double[] shares, double[] weights)
    {
        var sums = new double[weights.Length];
        var total = 0.0;
        for (var k = 0; k < shares.Length; k++)
        {
            if (shares[k] == 0)
                continue;
            var mixture = 0.0;
            for (var m = 0; m < weights.Length; m++)
                mixture += weights[m] * likelihoods[m][k];
            for (var m = 0; m < weights.Length; m++)
                sums[m] += shares[k] * likelihoods[m][k] / mixture;
            total += shares[k];
        }

        return [.. weights.Select((weight, m) => weight * sums[m] / total)];
    }

    /// <summary>How much each entry counts.</summary>
    private static double[] Shares(SampleTargets targets, int classes) => targets.Kind switch
    {
        TargetKind.Class => Enumerable.Repeat(1.0, targets.Classes.Length).ToArray(),
        TargetKind.Labels => Enumerable.Repeat(1.0, targets.Labels.Length).ToArray(),
        _ => [.. targets.Shares],
    };

    /// <summary>What one run gives to the truth of each entry.</summary>
    private static double[] Likelihoods(double[] scores, SampleTargets targets, int classes) =>
    [
        .. (targets.Kind switch
        {
            TargetKind.Class => targets.Classes.Select((target, row) => classes == 1 ? (target == 1 ? scores[row] : 1 - scores[row]) : scores[(row * classes) + target]),
            TargetKind.Labels => targets.Labels.Select((label, entry) => label == 1 ? scores[entry] : 1 - scores[entry]),
            _ => scores,
        }).Select(likelihood => Math.Max(likelihood, Floor)),
    ];
}
