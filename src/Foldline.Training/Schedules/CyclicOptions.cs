namespace Foldline.Training.Schedules;

/// <summary>Shape of <see cref="CyclicSchedule"/>; names and defaults are those of PyTorch's <c>CyclicLR</c>.</summary>
public sealed record CyclicOptions
{
    /// <summary>Highest rate of the first cycle.</summary>
    public required double MaxLr { get; init; }

    /// <summary>Steps of the rise, at least 1.</summary>
    public long StepSizeUp { get; init; } = 2000;

    /// <summary>Steps of the fall; null for as many as the rise.</summary>
    public long? StepSizeDown { get; init; }

    /// <summary>How later cycles shrink.</summary>
    public CyclicMode Mode { get; init; } = CyclicMode.Triangular;

    /// <summary>Factor per step of <see cref="CyclicMode.ExponentialRange"/>.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Whether momentum moves opposite to the rate.</summary>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>Momentum at the highest rate.</summary>
    public double BaseMomentum { get; init; } = 0.8;

    /// <summary>Momentum at the base rate.</summary>
    public double MaxMomentum { get; init; } = 0.9;
}
