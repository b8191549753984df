using System.Collections.Immutable;
using System.Globalization;
using Foldline.Training.Metrics;

namespace Foldline.Training.Schedules;

/// <summary>
/// The schedules that recipes can name. Arguments are PyTorch's in lower case (<c>t_0</c>, <c>eta_min</c>, <c>pct_start</c>);
/// lengths that PyTorch demands default to the length of the run. Any of them takes <c>warmup: {steps, start_factor}</c>,
/// a linear warm-up in front of it. The first period of warm restarts may be <c>all_samples</c>: see <see cref="ScheduleContext.AllSampleSteps"/>.
/// </summary>
public static class ScheduleTable
{
    /// <summary>Name to schedule: PyTorch's, timm's (<c>timm_</c>) and those of well-known notebooks.</summary>
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
            Row("exponential_anneal_with_floor", ExponentialAnneal),
            Row("lambda", arguments => Formula(arguments, (baseLr, factor) => new FunctionSchedule(baseLr, factor))),
            Row("multiplicative", arguments => Formula(arguments, (baseLr, factor) => new MultiplicativeSchedule(baseLr, factor))),
            Row("sequential", Combinations.Sequential),
            Row("chained", Combinations.Chained),
            Row("timm_cosine", TimmSchedules.Cosine),
            Row("timm_poly", TimmSchedules.Polynomial),
            Row("timm_tanh", TimmSchedules.Tanh),
            Row("timm_step", TimmSchedules.Step),
            Row("timm_multi_step", TimmSchedules.MultiStep),
            Row("timm_plateau", TimmSchedules.Plateau),
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
        var milestones = Milestones(arguments, "milestones");
        var gamma = NotNegative(arguments, "gamma", 0.1);
        return context => new MultiStepSchedule(context.BaseLr, milestones, gamma);
    }

    private static ScheduleFactory Exponential(PartArguments arguments)
    {
        var gamma = NotNegative(arguments, "gamma");
        var floor = NotNegative(arguments, "floor", 0);
        return context => new ExponentialSchedule(context.BaseLr, gamma, floor);
    }

    private static ScheduleFactory ExponentialAnneal(PartArguments arguments)
    {
        var gamma = Math.Exp(-NotNegative(arguments, "rate", 0.1));
        var floor = NotNegative(arguments, "floor", 0);
        return context => new ExponentialSchedule(context.BaseLr, gamma, floor);
    }

    private static ScheduleFactory Formula(PartArguments arguments, Func<ImmutableArray<double>, Func<long, double>, Schedule> make)
    {
        if (!StepFormula.TryParse(arguments.GetString("lr_lambda"), out var formula, out var fault))
            throw arguments.Invalid("lr_lambda", $"a number or a formula such as '0.95 ** step'; {fault}");
        return context => make(context.BaseLr, Factor);

        double Factor(long step) => formula!.At(step) is var factor && double.IsFinite(factor) && factor >= 0
            ? factor
            : throw arguments.Invalid("lr_lambda", string.Create(CultureInfo.InvariantCulture, $"a formula that gives a number of at least 0; at step {step} it gives {factor}"));
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

    internal static ImmutableArray<long> Milestones(PartArguments arguments, string key)
    {
        var milestones = arguments.GetDoubles(key);
        return milestones.Any(milestone => milestone < 1 || milestone != Math.Floor(milestone))
            ? throw arguments.Invalid(key, "a list of step numbers, each at least 1")
            : [.. milestones.Select(milestone => (long)milestone)];
    }

    internal static double Positive(PartArguments arguments, string key, double? fallback = null) =>
        arguments.GetDouble(key, fallback) is var value && value > 0 ? value : throw arguments.Invalid(key, "a number above 0");

    internal static double NotNegative(PartArguments arguments, string key, double? fallback = null) =>
        arguments.GetDouble(key, fallback) is var value && value >= 0 ? value : throw arguments.Invalid(key, "a number of at least 0");

    internal static long Count(PartArguments arguments, string key, long? fallback = null, long least = 1) =>
        arguments.GetInt64(key, fallback) is var value && value >= least ? value : throw arguments.Invalid(key, $"an integer of at least {least}");

    internal static long? OptionalCount(PartArguments arguments, string key) => arguments.Has(key) ? Count(arguments, key) : null;
}
