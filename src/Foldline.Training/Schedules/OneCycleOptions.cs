using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>Shape of <see cref="OneCycleSchedule"/>; names and defaults are those of PyTorch's <c>OneCycleLR</c>.</summary>
public sealed record OneCycleOptions
{
    /// <summary>Highest rate: one number for all groups or one each.</summary>
    public required ImmutableArray<double> MaxLr { get; init; }

    /// <summary>Number of steps of the cycle, at least 1.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Share of the cycle that the rate rises, in [0, 1].</summary>
    public double PctStart { get; init; } = 0.3;

    /// <summary>Straight lines instead of half cosines.</summary>
    public bool Linear { get; init; }

    /// <summary>Whether momentum moves opposite to the rate.</summary>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>Momentum at the highest rate.</summary>
    public double BaseMomentum { get; init; } = 0.85;

    /// <summary>Momentum at the lowest rates.</summary>
    public double MaxMomentum { get; init; } = 0.95;

    /// <summary>The first rate is the highest divided by this.</summary>
    public double DivFactor { get; init; } = 25;

    /// <summary>The last rate is the first divided by this.</summary>
    public double FinalDivFactor { get; init; } = 1e4;

    /// <summary>Up, down to the first rate, then down to the last, instead of up and down.</summary>
    public bool ThreePhase { get; init; }
}
