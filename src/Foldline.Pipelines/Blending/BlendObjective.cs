using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Pipelines.Stages;
using Foldline.Training.Metrics;

namespace Foldline.Pipelines.Blending;

/// <summary>How good a weighted mean of predictions is, by one metric over some samples. Not thread-safe.</summary>
internal sealed class BlendObjective
{
    private readonly PartSpec metric;
    private readonly SampleTargets targets;
    private readonly double[][] scores;
    private readonly int classes;
    private readonly double[] mean;
    private readonly double sign;

    /// <summary>An objective over some rows.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="targets">Targets of all samples.</param>
    /// <param name="scores">Scores of all samples [M][N · C].</param>
    /// <param name="rows">The samples that count.</param>
    public BlendObjective(PartSpec metric, SampleTargets targets, double[][] scores, IReadOnlyList<int> rows)
    {
        this.metric = metric;
        this.targets = targets.Only(rows);
        classes = targets.Kind == TargetKind.Class ? scores[0].Length / targets.Classes.Length : targets.Width;
        this.scores = [.. scores.Select(member => Pick(member, rows))];
        mean = new double[this.scores[0].Length];
        sign = metric.Build(MetricTable.Standard).Direction == MetricDirection.Max ? 1 : -1;
    }

    /// <summary>Number of runs M.</summary>
    public int Count => scores.Length;

    /// <summary>The metric of the weighted mean, turned so that larger is better; negative infinity where it is undefined.</summary>
    /// <param name="weights">One a run [M].</param>
    public double Score(double[] weights)
    {
        var value = sign * Measure(weights).Value;
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    /// <summary>The metric of the weighted mean as it is.</summary>
    /// <param name="weights">One a run [M].</param>
    public MetricResult Measure(double[] weights)
    {
        Mix(scores, weights, mean);
        var fresh = metric.Build(MetricTable.Standard);
        fresh.Update(TargetValues.Beside(targets, mean, classes));
        return fresh.Result();
    }

    /// <summary>
    /// For a metric that is the mean logarithm of what each run gives to the truth (log loss, Kullback-Leibler divergence): weights close to
    /// the best ones, found by expectation maximisation; null for any other metric.
    /// </summary>
    public double[]? FitAsMixture() => metric.Name is "log_loss" or "kl_divergence" ? MixtureWeights.Fit(scores, targets, classes) : null;

    /// <summary>Writes a weighted mean.</summary>
    /// <param name="scores">[M][N · C].</param>
    /// <param name="weights">[M].</param>
    /// <param name="mean">Receives the mean [N · C].</param>
    public static void Mix(double[][] scores, double[] weights, Span<double> mean)
    {
        mean.Clear();
        for (var m = 0; m < scores.Length; m++)
        {
            if (weights[m] == 0)
                continue;
            var (member, weight) = (scores[m], weights[m]);
            for (var i = 0; i < mean.Length; i++)
                mean[i] += weight * member[i];
        }
    }

    private double[] Pick(double[] member, IReadOnlyList<int> rows)
    {
        var picked = new double[rows.Count * classes];
        for (var i = 0; i < rows.Count; i++)
            member.AsSpan(rows[i] * classes, classes).CopyTo(picked.AsSpan(i * classes));
        return picked;
    }
}
