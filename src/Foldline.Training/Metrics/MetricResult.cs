using System.Collections.Immutable;

namespace Foldline.Training.Metrics;

/// <summary>The value of a metric over all predictions that it has seen.</summary>
/// <param name="Value">The value; NaN where it is undefined and the policy allows that.</param>
/// <param name="PerClass">Value per class (NaN where undefined); empty for metrics without such a split.</param>
/// <param name="Undefined">Why the value, or that of some class, is undefined; null when all is well.</param>
public sealed record MetricResult(double Value, ImmutableArray<double> PerClass, string? Undefined = null)
{
    /// <summary>A plain value.</summary>
    /// <param name="value">The value.</param>
    public MetricResult(double value)
        : this(value, [])
    {
    }
}
