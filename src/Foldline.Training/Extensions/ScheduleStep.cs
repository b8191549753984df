using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Steps the schedule on a trigger of its own, telling it a reported value if it wants one (plateaus).</summary>
/// <param name="trigger">When.</param>
/// <param name="metric">Name of the value that the schedule watches; null for schedules that watch nothing.</param>
public sealed class ScheduleStep(Trigger trigger, string? metric = null) : Extension("schedule_step", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        if (trainer.Parts.Schedule is not { } schedule)
            return;
        if (metric is null)
        {
            schedule.Step();
            return;
        }

        if (!moment.Values.TryGetValue(metric, out var value))
        {
            throw FoldlineException.User(
                "FL5401",
                $"The schedule watches '{metric}', which nothing reports. Reported are: {string.Join(", ", moment.Values.Keys)}.",
                null,
                ("metric", metric));
        }

        schedule.Step(value);
    }
}
