using Foldline.Training.Metrics;

namespace Foldline.Training.Schedules;

/// <summary>
/// The schedules that recipes can name. Arguments are PyTorch's in lower case (<c>t_0</c>, <c>eta_min</c>, <c>pct_start</c>);
/// lengths that PyTorch demands default to the length of the run. Any of them takes <c>warm_up: {steps, start_factor}</c>,
/// a linear warm-up in front of it. The first period of warm restarts may be <c>all_samples</c>: see <see cref="ScheduleContext.AllSampleSteps"/>.
/// </summary>
public static class ScheduleTable
{
    /// <summary>Name to schedule: constant, step, multi_step, exponential, linear, polynomial, cosine_annealing, cosine_annealing_warm_restarts, one_cycle, cyclic, reduce_on_plateau, ramp_sustain_decay.</summary>
    public static PartTable<ScheduleFactory> Standard { get; } = new(
        "schedule",
        [
            Row("constant", Constant),
            Row("linear", Linear),
            Row("step", Step),
            Row("multi_step", MultiStep),
            Row("exponential", Exponential),
            Row("polynomial", Polynomial),
            Row("cosine_annealing", CosineAnnealing),
            Row("cosine_annealing_warm_restarts", CosineWarmRestarts),
            Row("one_cycle", OneCycle.Read),
            Row("cyclic", Cyclic),
            Row("reduce_on_plateau", Plateau),
            Row("ramp_sustain_decay", RampSustainDecay),
        ]);

    private const string AllSamples = "all_samples";

    private static KeyValuePair<string, Func<PartArguments, ScheduleFactory>> Row(string name, Func<PartArguments, ScheduleFactory> read) =>
        new(name, arguments => WarmUp.Wrap(arguments, read(arguments)));

    private static ScheduleFactory Constant(PartArguments arguments)
    {
        var factor = Positive(arguments, "factor", 1);
        var steps = Count(arguments, "total_iters", 0, 0);
        return context => new ConstantSchedule(context.BaseLr, factor, steps);
    }

    private static ScheduleFactory Linear(PartArguments arguments)
    {
        var start = Positive(arguments, "start_factor", 1.0 / 3);
        var end = NotNegative(arguments, "end_factor", 1);
        var steps = Count(arguments, "total_iters", 5);
        return context => new LinearSchedule(context.BaseLr, start, end, steps);
    }

    private static ScheduleFactory Step(PartArguments arguments)
    {
        var size = Count(arguments, "step_size");
        var gamma = NotNegative(arguments, "gamma", 0.1);
        return context => new StepSchedule(context.BaseLr, size, gamma);
    }

    private static ScheduleFactory MultiStep(PartArguments arguments)
    {
        var milestones = arguments.GetDoubles("milestones");
        if (milestones.Any(milestone => milestone < 1 || milestone != Math.Floor(milestone)))
            throw arguments.Invalid("milestones", "a list of step numbers, each at least 1");
        var gamma = NotNegative(arguments, "gamma", 0.1);
        return context => new MultiStepSchedule(context.BaseLr, [.. milestones.Select(milestone => (long)milestone)], gamma);
    }

    private static ScheduleFactory Exponential(PartArguments arguments)
    {
        var gamma = NotNegative(arguments, "gamma");
        var floor = NotNegative(arguments, "floor", 0);
        return context => new ExponentialSchedule(context.BaseLr, gamma, floor);
    }

    private static ScheduleFactory Polynomial(PartArguments arguments)
    {
        var steps = OptionalCount(arguments, "total_iters");
        var power = Positive(arguments, "power", 1);
        return context => new PolynomialSchedule(context.BaseLr, steps ?? Math.Max(context.TotalSteps, 1), power);
    }

    private static ScheduleFactory CosineAnnealing(PartArguments arguments)
    {
        var steps = OptionalCount(arguments, "t_max");
        var minimum = NotNegative(arguments, "eta_min", 0);
        return context => new CosineAnnealingSchedule(context.BaseLr, steps ?? Math.Max(context.TotalSteps, 1), minimum);
    }

    private static ScheduleFactory CosineWarmRestarts(PartArguments arguments)
    {
        // "all_samples" is a habit of notebooks: samples · epochs / batch without regard to the fold that is held out.
        var ofAllSamples = arguments.GetRaw("t_0") is AllSamples;
        var first = ofAllSamples ? 0 : Count(arguments, "t_0");
        var multiplier = Count(arguments, "t_mult", 1);
        var minimum = NotNegative(arguments, "eta_min", 0);
        return context => new CosineWarmRestartsSchedule(context.BaseLr, ofAllSamples ? Math.Max(context.AllSampleSteps, 1) : first, multiplier, minimum);
    }

    private static ScheduleFactory Cyclic(PartArguments arguments)
    {
        var options = new CyclicOptions
        {
            MaxLr = Positive(arguments, "max_lr"),
            StepSizeUp = Count(arguments, "step_size_up", 2000),
            StepSizeDown = OptionalCount(arguments, "step_size_down"),
            Mode = arguments.GetWord("mode", ["triangular", "triangular2", "exp_range"], "triangular") switch
            {
                "triangular2" => CyclicMode.Triangular2,
                "exp_range" => CyclicMode.ExponentialRange,
                _ => CyclicMode.Triangular,
            },
            Gamma = Positive(arguments, "gamma", 1),
            CycleMomentum = arguments.GetBool("cycle_momentum", true),
            BaseMomentum = NotNegative(arguments, "base_momentum", 0.8),
            MaxMomentum = NotNegative(arguments, "max_momentum", 0.9),
        };
        return context => new CyclicSchedule(context.BaseLr, options);
    }

    private static ScheduleFactory Plateau(PartArguments arguments)
    {
        var options = new PlateauOptions
        {
            Mode = arguments.GetWord("mode", ["min", "max"], "min") == "min" ? MetricDirection.Min : MetricDirection.Max,
            Factor = NotNegative(arguments, "factor", 0.1),
            Patience = Count(arguments, "patience", 10, 0),
            Threshold = NotNegative(arguments, "threshold", 1e-4),
            AbsoluteThreshold = arguments.GetWord("threshold_mode", ["rel", "abs"], "rel") == "abs",
            Cooldown = Count(arguments, "cooldown", 0, 0),
            MinLr = arguments.GetDoubles("min_lr", [0]),
            Epsilon = NotNegative(arguments, "eps", 1e-8),
        };
        if (options.Factor >= 1)
            throw arguments.Invalid("factor", "a number below 1");
        return context => new PlateauSchedule(context.BaseLr, options);
    }

    private static ScheduleFactory RampSustainDecay(PartArguments arguments)
    {
        var options = new RampSustainDecayOptions(
            NotNegative(arguments, "lr_start", 5e-6),
            NotNegative(arguments, "lr_min", 1e-6),
            Count(arguments, "ramp_epochs", 5, 0),
            Count(arguments, "sustain_epochs", 0, 0),
            NotNegative(arguments, "decay", 0.8));
        return context => new RampSustainDecaySchedule(context.BaseLr, options);
    }

    internal static double Positive(PartArguments arguments, string key, double? fallback = null) =>
        arguments.GetDouble(key, fallback) is var value && value > 0 ? value : throw arguments.Invalid(key, "a number above 0");

    internal static double NotNegative(PartArguments arguments, string key, double? fallback = null) =>
        arguments.GetDouble(key, fallback) is var value && value >= 0 ? value : throw arguments.Invalid(key, "a number of at least 0");

    internal static long Count(PartArguments arguments, string key, long? fallback = null, long least = 1) =>
        arguments.GetInt64(key, fallback) is var value && value >= least ? value : throw arguments.Invalid(key, $"an integer of at least {least}");

    internal static long? OptionalCount(PartArguments arguments, string key) => arguments.Has(key) ? Count(arguments, key) : null;
}
