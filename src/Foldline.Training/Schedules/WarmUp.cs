namespace Foldline.Training.Schedules;

/// <summary>Reads <c>warmup: {steps or epochs, start_factor or start_lr}</c> and puts a linear warm-up in front of a schedule.</summary>
internal static class WarmUp
{
    private const string Key = "warmup";

    public static ScheduleFactory Wrap(PartArguments arguments, ScheduleFactory factory)
    {
        if (!arguments.Has(Key))
            return factory;
        var warmUp = arguments.GetNested(Key);
        var length = Length(arguments, warmUp);
        var startLr = warmUp.Has("start_lr") ? ScheduleTable.NotNegative(warmUp, "start_lr") : (double?)null;
        if (startLr is not null && warmUp.Has("start_factor"))
            throw warmUp.Invalid("start_factor", "absent, since start_lr says where the warm-up starts");
        var startFactor = ScheduleTable.NotNegative(warmUp, "start_factor", 1e-3);
        warmUp.RejectUnknown();
        return context =>
        {
            var steps = length(context);
            var main = factory(context with { TotalSteps = Math.Max(context.TotalSteps - steps, 1) });
            return new WarmUpSchedule(main, new WarmUpOptions { Steps = steps, StartFactor = startFactor, StartLr = startLr });
        };
    }

    private static Func<ScheduleContext, long> Length(PartArguments arguments, PartArguments warmUp)
    {
        if (warmUp.Has("steps") == warmUp.Has("epochs"))
            throw arguments.Invalid(Key, "a map with either 'steps' or 'epochs'");
        if (warmUp.Has("steps"))
        {
            var steps = ScheduleTable.Count(warmUp, "steps");
            return _ => steps;
        }

        var epochs = ScheduleTable.Positive(warmUp, "epochs");
        return context => Math.Max((long)Math.Round(epochs * context.StepsPerEpoch), 1);
    }
}
