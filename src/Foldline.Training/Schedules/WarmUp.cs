namespace Foldline.Training.Schedules;

/// <summary>Reads <c>warm_up: {steps, start_factor}</c> and puts a linear warm-up in front of a schedule.</summary>
internal static class WarmUp
{
    public static ScheduleFactory Wrap(PartArguments arguments, ScheduleFactory factory)
    {
        if (!arguments.Has("warm_up"))
            return factory;
        var warmUp = arguments.GetNested("warm_up");
        var steps = ScheduleTable.Count(warmUp, "steps");
        var start = ScheduleTable.Positive(warmUp, "start_factor", 1e-3);
        warmUp.RejectUnknown();
        return context =>
        {
            var main = factory(context with { TotalSteps = Math.Max(context.TotalSteps - steps, 1) });
            if (main.NeedsMetric || main.CurrentMomentum is not null)
                throw arguments.Invalid("warm_up", "absent, since this schedule follows a metric or cycles momentum");
            return new SequentialSchedule(context.BaseLr, [new LinearSchedule(context.BaseLr, start, 1, steps), main], [steps]);
        };
    }
}
