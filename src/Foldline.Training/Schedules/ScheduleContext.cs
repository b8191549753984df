using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>What a schedule learns from the run when it is built.</summary>
/// <param name="BaseLr">Base learning rate of each parameter group.</param>
/// <param name="TotalSteps">Number of steps the run will take: iterations or epochs, as the schedule's trigger says.</param>
public sealed record ScheduleContext(ImmutableArray<double> BaseLr, long TotalSteps)
{
    /// <summary>Number of steps that as many epochs over all labelled samples would take, those of the validation fold included.</summary>
    public long AllSampleSteps { get; init; } = TotalSteps;

    /// <summary>Steps in an epoch, which need not be whole; 1 for schedules that step every epoch.</summary>
    public double StepsPerEpoch { get; init; } = 1;
}
