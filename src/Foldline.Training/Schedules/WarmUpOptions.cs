namespace Foldline.Training.Schedules;

/// <summary>Settings of <see cref="WarmUpSchedule"/>.</summary>
public sealed record WarmUpOptions
{
    /// <summary>Length, at least 1.</summary>
    public required long Steps { get; init; }

    /// <summary>The first rate as a part of the one at the end, unless <see cref="StartLr"/> is given.</summary>
    public double StartFactor { get; init; } = 1e-3;

    /// <summary>The first rate itself; null = by <see cref="StartFactor"/>.</summary>
    public double? StartLr { get; init; }
}
