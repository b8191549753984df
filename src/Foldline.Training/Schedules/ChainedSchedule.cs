using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>
/// Several schedules at once: at each step every member changes the rate that the one before left. PyTorch's <c>ChainedScheduler</c>.
/// Members must not depend on a metric or cycle momentum.
/// </summary>
public sealed class ChainedSchedule : Schedule
{
    private readonly ImmutableArray<Schedule> members;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="members">The schedules, each built with the same base rates; they serve as rules and are not stepped themselves.</param>
    public ChainedSchedule(IReadOnlyList<double> baseLr, IReadOnlyList<Schedule> members)
        : base(baseLr)
    {
        this.members = [.. members];
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) =>
        members.Aggregate(lr, (current, member) => member.LrAt(group, step, current));
}
