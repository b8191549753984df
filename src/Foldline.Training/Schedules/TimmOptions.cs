namespace Foldline.Training.Schedules;

/// <summary>What all of timm's schedules share: warm-up, noise and, for some, cycles.</summary>
public sealed record TimmOptions
{
    /// <summary>Steps of the linear warm-up.</summary>
    public long WarmUpSteps { get; init; }

    /// <summary>Rate at the start of the warm-up.</summary>
    public double WarmUpStart { get; init; }

    /// <summary>Whether the schedule begins after the warm-up instead of running beneath it.</summary>
    public bool IsWarmUpBefore { get; init; }

    /// <summary>Factor from the length of one cycle to that of the next.</summary>
    public double CycleFactor { get; init; } = 1;

    /// <summary>Factor from the highest rate of one cycle to that of the next.</summary>
    public double CycleDecay { get; init; } = 1;

    /// <summary>Number of cycles; the lowest rate afterwards.</summary>
    public double CycleLimit { get; init; } = 1;

    /// <summary>Noise on the rates; null = none.</summary>
    public TimmNoise? Noise { get; init; }
}
