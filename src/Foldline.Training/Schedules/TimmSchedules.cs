using System.Collections.Immutable;
using Foldline.Training.Metrics;

namespace Foldline.Training.Schedules;

/// <summary>Reads the arguments of timm's schedules, named and preset as there; <c>t_initial</c> defaults to the length of the run.</summary>
internal static class TimmSchedules
{
    // Rejecting normal numbers above a tiny share would never end.
    private const double LeastNoise = 1e-3;

    public static ScheduleFactory Cosine(PartArguments arguments) =>
        Cycle(arguments, TimmCycleOptions.Cosine(ScheduleTable.Positive(arguments, "k_decay", 1)));

    public static ScheduleFactory Polynomial(PartArguments arguments) =>
        Cycle(arguments, TimmCycleOptions.Polynomial(ScheduleTable.Positive(arguments, "power", 0.5), ScheduleTable.Positive(arguments, "k_decay", 1)));

    public static ScheduleFactory Tanh(PartArguments arguments) =>
        Cycle(arguments, TimmCycleOptions.Tanh(arguments.GetDouble("lb", -7), arguments.GetDouble("ub", 3)), meetsCurve: true);

    public static ScheduleFactory Step(PartArguments arguments)
    {
        var every = ScheduleTable.Positive(arguments, "decay_t");
        var factor = ScheduleTable.NotNegative(arguments, "decay_rate", 1);
        var options = Options(arguments, isWarmUpBefore: true);
        return context => TimmStepSchedule.Every(context.BaseLr, options, every, factor);
    }

    public static ScheduleFactory MultiStep(PartArguments arguments)
    {
        var steps = ScheduleTable.Milestones(arguments, "decay_t");
        var factor = ScheduleTable.NotNegative(arguments, "decay_rate", 1);
        var options = Options(arguments, isWarmUpBefore: true);
        return context => TimmStepSchedule.At(context.BaseLr, options, [.. steps.Select(step => (double)step)], factor);
    }

    public static ScheduleFactory Plateau(PartArguments arguments)
    {
        var reduction = new PlateauOptions
        {
            Mode = arguments.GetWord("mode", ["min", "max"], "max") == "min" ? MetricDirection.Min : MetricDirection.Max,
            Factor = ScheduleTable.NotNegative(arguments, "decay_rate", 0.1),
            Patience = ScheduleTable.Count(arguments, "patience_t", 10, 0),
            Threshold = ScheduleTable.NotNegative(arguments, "threshold", 1e-4),
            Cooldown = ScheduleTable.Count(arguments, "cooldown_t", 0, 0),
            MinLr = [ScheduleTable.NotNegative(arguments, "lr_min", 0)],
        };
        if (reduction.Factor >= 1)
            throw arguments.Invalid("decay_rate", "a number below 1");
        var options = WarmUpAndNoise(arguments);
        return context => new TimmPlateauSchedule(context.BaseLr, options, reduction);
    }

    private static ScheduleFactory Cycle(PartArguments arguments, Func<double, double, double> shape, bool meetsCurve = false)
    {
        var length = ScheduleTable.OptionalCount(arguments, "t_initial");
        var lowest = ScheduleTable.NotNegative(arguments, "lr_min", 0);
        var options = Options(arguments, isWarmUpBefore: false) with
        {
            CycleFactor = ScheduleTable.Positive(arguments, "cycle_mul", 1),
            CycleDecay = ScheduleTable.Positive(arguments, "cycle_decay", 1),
            CycleLimit = ScheduleTable.Count(arguments, "cycle_limit", 1, 0),
        };
        return context => new TimmCycleSchedule(context.BaseLr, options, new TimmCycleOptions
        {
            Length = length ?? Math.Max(context.TotalSteps - (options.IsWarmUpBefore ? options.WarmUpSteps : 0), 1),
            LowestLr = lowest,
            Shape = shape,
            WarmUpMeetsCurve = meetsCurve,
        });
    }

    private static TimmOptions Options(PartArguments arguments, bool isWarmUpBefore) =>
        WarmUpAndNoise(arguments) with { IsWarmUpBefore = arguments.GetBool("warmup_prefix", isWarmUpBefore) };

    private static TimmOptions WarmUpAndNoise(PartArguments arguments) => new()
    {
        WarmUpSteps = ScheduleTable.Count(arguments, "warmup_t", 0, 0),
        WarmUpStart = ScheduleTable.NotNegative(arguments, "warmup_lr_init", 0),
        Noise = Noise(arguments),
    };

    private static TimmNoise? Noise(PartArguments arguments)
    {
        var share = arguments.GetDouble("noise_pct", 0.67);
        if (!(share >= LeastNoise))
            throw arguments.Invalid("noise_pct", "a number of at least 0.001");
        // timm takes a deviation too and never uses it.
        arguments.GetDouble("noise_std", 1);
        var isNormal = arguments.GetWord("noise_type", ["normal", "uniform"], "normal") == "normal";
        var seed = ScheduleTable.Count(arguments, "noise_seed", 42, 0);
        if (!arguments.Has("noise_range_t"))
            return null;
        var range = arguments.GetDoubles("noise_range_t", ImmutableArray<double>.Empty);
        if (range.Length is not (1 or 2))
            throw arguments.Invalid("noise_range_t", "a step, or the first step with noise and the first without");
        return new TimmNoise(range[0], range.Length == 2 ? range[1] : double.PositiveInfinity, share, seed, isNormal);
    }
}
