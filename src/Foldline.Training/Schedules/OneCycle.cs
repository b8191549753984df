namespace Foldline.Training.Schedules;

/// <summary>Reads the arguments of <c>one_cycle</c>.</summary>
internal static class OneCycle
{
    /// <summary>The maximum defaults to the base rates, the length to that of the run.</summary>
    public static ScheduleFactory Read(PartArguments arguments)
    {
        var maximum = arguments.GetDoubles("max_lr", []);
        if (maximum.Any(lr => !(lr > 0)))
            throw arguments.Invalid("max_lr", "a number above 0, or one for each parameter group");
        var length = Length(arguments);
        var shape = new OneCycleOptions
        {
            MaxLr = maximum,
            TotalSteps = 1,
            PctStart = arguments.GetDouble("pct_start", 0.3),
            Linear = arguments.GetWord("anneal_strategy", ["cos", "linear"], "cos") == "linear",
            CycleMomentum = arguments.GetBool("cycle_momentum", true),
            BaseMomentum = ScheduleTable.NotNegative(arguments, "base_momentum", 0.85),
            MaxMomentum = ScheduleTable.NotNegative(arguments, "max_momentum", 0.95),
            DivFactor = ScheduleTable.Positive(arguments, "div_factor", 25),
            FinalDivFactor = ScheduleTable.Positive(arguments, "final_div_factor", 1e4),
            ThreePhase = arguments.GetBool("three_phase", false),
        };
        if (shape.PctStart is not (>= 0 and <= 1))
            throw arguments.Invalid("pct_start", "a number from 0 to 1");
        return context => new OneCycleSchedule(context.BaseLr, shape with
        {
            MaxLr = maximum.IsEmpty ? context.BaseLr : maximum,
            TotalSteps = length ?? Math.Max(context.TotalSteps, 1),
        });
    }

    private static long? Length(PartArguments arguments)
    {
        var total = ScheduleTable.OptionalCount(arguments, "total_steps");
        var (epochs, perEpoch) = (ScheduleTable.OptionalCount(arguments, "epochs"), ScheduleTable.OptionalCount(arguments, "steps_per_epoch"));
        if (epochs is null != perEpoch is null)
            throw arguments.Invalid(epochs is null ? "epochs" : "steps_per_epoch", "a number, since epochs and steps_per_epoch go together");
        return total ?? epochs * perEpoch;
    }
}
