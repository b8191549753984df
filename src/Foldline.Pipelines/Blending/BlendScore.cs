using System.Collections.Immutable;

namespace Foldline.Pipelines.Blending;

/// <summary>How good one way of predicting is: a single run, a mean, or a blend.</summary>
/// <param name="Name">What it is.</param>
/// <param name="OutOfFold">Each metric over all out-of-fold predictions.</param>
/// <param name="ByFold">Each metric over each fold's predictions [fold][metric].</param>
public sealed record BlendScore(string Name, ImmutableArray<double> OutOfFold, ImmutableArray<ImmutableArray<double>> ByFold)
{
    /// <summary>The mean over the folds where a metric is defined; not-a-number when it is nowhere.</summary>
    /// <param name="metric">Number of the metric.</param>
    public double MeanOfFolds(int metric)
    {
        var values = ByFold.Select(fold => fold[metric]).Where(double.IsFinite).ToList();
        return values.Count == 0 ? double.NaN : values.Average();
    }
}
