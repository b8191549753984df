using System.Collections.Immutable;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Training.Metrics;

namespace Foldline.Pipelines.Blending;

/// <summary>Fits the weights of a blend, once on all predictions and once for each fold on those of the others.</summary>
/// <param name="metrics">The metrics; the first one decides.</param>
/// <param name="targets">Targets of the samples.</param>
/// <param name="folds">Fold of each sample.</param>
internal sealed class BlendFitting(ImmutableArray<PartSpec> metrics, SampleTargets targets, ImmutableArray<int> folds)
{
    private readonly ImmutableArray<int> numbers = [.. folds.Distinct().Order()];

    /// <summary>Fits.</summary>
    /// <param name="names">Names of the runs.</param>
    /// <param name="scores">Their scores [M][N · C].</param>
    /// <param name="fitted">Is told how many of how many fits are done.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Weights and scores, and the out-of-fold scores of the nested and of the fitted blend [N · C].</returns>
    /// <exception cref="FoldlineException">FL6508: the metric has no value.</exception>
    public (BlendFit Fit, double[] Nested, double[] Fitted) Run(ImmutableArray<string> names, double[][] scores, Action<int, int> fitted, CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, folds.Length)];
        var groups = numbers.Length < 2 ? [all] : (List<int[]>)[all, .. numbers.Select(fold => all.Where(row => folds[row] != fold).ToArray())];
        groups.ForEach(rows => RequireValue(scores, rows));
        var done = 0;
        var weights = new double[groups.Count][];
        Parallel.For(0, groups.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            weights[i] = Fit(scores, groups[i], cancellation);
            lock (groups)
                fitted(++done, groups.Count);
        });

        var whole = Mix(scores, weights[0]);
        var nested = numbers.Length < 2 ? whole : Nested(scores, weights);
        var equal = Enumerable.Repeat(1.0 / scores.Length, scores.Length).ToArray();
        var fit = new BlendFit
        {
            Metrics = [.. metrics.Select(metric => metric.Name)],
            IsMaximized = metrics[0].Build(MetricTable.Standard).Direction == MetricDirection.Max,
            Weights = [.. weights[0]],
            Folds = numbers,
            FoldWeights = [.. weights.Skip(1).Select(row => row.ToImmutableArray())],
            Singles = [.. names.Select((name, m) => Score(name, scores[m]))],
            Plain = Score("plain mean", Mix(scores, equal)),
            Fitted = Score("fitted weights, on the same predictions", whole),
            Nested = numbers.Length < 2 ? null : Score("nested folds, the honest value", nested),
        };
        return (fit, nested, whole);
    }

    private static double[] Mix(double[][] scores, double[] weights)
    {
        var mean = new double[scores[0].Length];
        BlendObjective.Mix(scores, weights, mean);
        return mean;
    }

    private double[] Fit(double[][] scores, int[] rows, CancellationToken cancellation)
    {
        var objective = new BlendObjective(metrics[0], targets, scores, rows);
        var search = new WeightSearch(objective.Score, scores.Length, cancellation);
        return objective.FitAsMixture() is { } mixture ? search.Run(mixture) : search.Run();
    }

    private void RequireValue(double[][] scores, int[] rows)
    {
        var equal = Enumerable.Repeat(1.0 / scores.Length, scores.Length).ToArray();
        if (new BlendObjective(metrics[0], targets, scores, rows).Measure(equal) is { Value: double.NaN } result)
            throw FoldlineException.User("FL6508", $"The weights cannot be fitted by '{metrics[0].Name}': it has no value on these predictions ({result.Undefined ?? "not a number"}). Take another metric (--metric), or set its argument 'undefined' to skip.", null, ("metric", metrics[0].Name));
    }

    /// <summary>Each fold's rows with the weights that the others gave.</summary>
    private double[] Nested(double[][] scores, double[][] weights)
    {
        var classes = scores[0].Length / folds.Length;
        var nested = new double[scores[0].Length];
        foreach (var (fold, i) in numbers.Select((fold, i) => (fold, i)))
        {
            var mean = Mix(scores, weights[i + 1]);
            for (var row = 0; row < folds.Length; row++)
            {
                if (folds[row] == fold)
                    mean.AsSpan(row * classes, classes).CopyTo(nested.AsSpan(row * classes));
            }
        }

        return nested;
    }

    private BlendScore Score(string name, double[] scores)
    {
        int[] all = [.. Enumerable.Range(0, folds.Length)];
        return new BlendScore(name, Measure(scores, all), [.. numbers.Select(fold => Measure(scores, [.. all.Where(row => folds[row] == fold)]))]);
    }

    private ImmutableArray<double> Measure(double[] scores, int[] rows) =>
        [.. metrics.Select(metric => new BlendObjective(metric, targets, [scores], rows).Measure([1]).Value)];
}
