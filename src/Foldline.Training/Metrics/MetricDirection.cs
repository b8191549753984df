namespace Foldline.Training.Metrics;

/// <summary>Which way a value improves.</summary>
public enum MetricDirection
{
    /// <summary>Smaller is better, as for losses. In recipes: <c>min</c>.</summary>
    Min,

    /// <summary>Larger is better, as for accuracy. In recipes: <c>max</c>.</summary>
    Max,
}
