using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>
/// Several schedules one after the other, each starting anew from the base rate at its milestone: PyTorch's <c>SequentialLR</c>.
/// A warm-up is a <see cref="LinearSchedule"/> in front of another schedule. Members must not depend on a metric or cycle momentum.
/// </summary>
public sealed class SequentialSchedule : Schedule
{
    private readonly ImmutableArray<Schedule> members;
    private readonly ImmutableArray<long> milestones;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="members">The schedules, each built with the same base rates; they serve as rules and are not stepped themselves.</param>
    /// <param name="milestones">Step at which each member but the first begins, ascending.</param>
    /// <exception cref="ArgumentException">The number of milestones is not one less than that of members.</exception>
    public SequentialSchedule(IReadOnlyList<double> baseLr, IReadOnlyList<Schedule> members, IReadOnlyList<long> milestones)
        : base(baseLr)
    {
        if (milestones.Count != members.Count - 1)
            throw new ArgumentException($"{members.Count} schedules need {members.Count - 1} milestones, not {milestones.Count}.", nameof(milestones));
        this.members = [.. members];
        this.milestones = [.. milestones];
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        var index = milestones.Count(milestone => milestone <= step);
        var local = index == 0 ? step : step - milestones[index - 1];
        return members[index].LrAt(group, local, local == 0 ? BaseLr[group] : lr);
    }
}
