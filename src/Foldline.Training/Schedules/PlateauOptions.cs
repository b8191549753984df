using System.Collections.Immutable;
using Foldline.Training.Metrics;

namespace Foldline.Training.Schedules;

/// <summary>Settings of <see cref="PlateauSchedule"/>; names and defaults are those of PyTorch's <c>ReduceLROnPlateau</c>.</summary>
public sealed record PlateauOptions
{
    /// <summary>Which way the metric improves.</summary>
    public MetricDirection Mode { get; init; } = MetricDirection.Min;

    /// <summary>Factor on the rate at each reduction, below 1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Number of steps without improvement that are tolerated.</summary>
    public long Patience { get; init; } = 10;

    /// <summary>How much better a value must be to count.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Whether the threshold is an absolute difference rather than a share of the best value.</summary>
    public bool AbsoluteThreshold { get; init; }

    /// <summary>Steps after a reduction during which nothing is counted.</summary>
    public long Cooldown { get; init; }

    /// <summary>Lowest rate: one number for all groups or one each.</summary>
    public ImmutableArray<double> MinLr { get; init; } = [0];

    /// <summary>Reductions by this much or less are left out.</summary>
    public double Epsilon { get; init; } = 1e-8;
}
