using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Training.Schedules;

/// <summary>
/// The one-cycle policy (Smith and Topin, 2018): the rate rises to a maximum and falls far below its start while momentum goes the
/// other way. PyTorch's <c>OneCycleLR</c>, edges included: with <c>pct_start</c> 0 the decay runs from step -1, and one step more
/// than the total is accepted and extrapolated.
/// </summary>
public sealed class OneCycleSchedule : Schedule
{
    private readonly OneCycleOptions options;
    private readonly ImmutableArray<Phase> phases;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group; only their number matters.</param>
    /// <param name="options">Shape of the cycle.</param>
    /// <exception cref="FoldlineException">FL5201: the number of maxima differs from that of the groups.</exception>
    public OneCycleSchedule(IReadOnlyList<double> baseLr, OneCycleOptions options)
        : base(baseLr, options.CycleMomentum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TotalSteps, 1);
        if (options.MaxLr.Length != 1 && options.MaxLr.Length != baseLr.Count)
        {
            throw FoldlineException.User(
                "FL5201",
                $"'one_cycle' has {options.MaxLr.Length} values of max_lr for {baseLr.Count} parameter groups. Give one for all or one for each.");
        }

        this.options = options;
        phases = options.ThreePhase ? ThreePhases(options) : TwoPhases(options);
        Start();
    }

    private enum Level
    {
        First,
        Highest,
        Last,
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step > options.TotalSteps)
        {
            throw FoldlineException.User(
                "FL5202",
                $"The schedule 'one_cycle' was made for {options.TotalSteps} steps and was asked for step {step + 1}. Let total_steps (or epochs and steps_per_epoch) match the length of the training.",
                null,
                ("total_steps", options.TotalSteps.ToString(CultureInfo.InvariantCulture)));
        }

        var (phase, fraction) = Position(step);
        return Anneal(Lr(group, phase.From), Lr(group, phase.To), fraction);
    }

    /// <inheritdoc/>
    protected override double MomentumAt(int group, long step)
    {
        var (phase, fraction) = Position(step);
        return Anneal(Momentum(phase.From), Momentum(phase.To), fraction);
    }

    private static ImmutableArray<Phase> TwoPhases(OneCycleOptions options) =>
    [
        new((options.PctStart * options.TotalSteps) - 1, Level.First, Level.Highest),
        new(options.TotalSteps - 1, Level.Highest, Level.Last),
    ];

    private static ImmutableArray<Phase> ThreePhases(OneCycleOptions options) =>
    [
        new((options.PctStart * options.TotalSteps) - 1, Level.First, Level.Highest),
        new((2 * options.PctStart * options.TotalSteps) - 2, Level.Highest, Level.First),
        new(options.TotalSteps - 1, Level.First, Level.Last),
    ];

    private (Phase Phase, double Fraction) Position(long step)
    {
        var start = 0.0;
        for (var i = 0; i < phases.Length - 1; i++)
        {
            if (step <= phases[i].End)
                return (phases[i], (step - start) / (phases[i].End - start));
            start = phases[i].End;
        }

        var length = phases[^1].End - start;
        return (phases[^1], length == 0 ? 1 : (step - start) / length);
    }

    private double Anneal(double from, double to, double fraction) => options.Linear
        ? ((to - from) * fraction) + from
        : to + ((from - to) / 2 * (Math.Cos(Math.PI * fraction) + 1));

    private double Lr(int group, Level level)
    {
        var highest = options.MaxLr[options.MaxLr.Length == 1 ? 0 : group];
        return level switch
        {
            Level.Highest => highest,
            Level.First => highest / options.DivFactor,
            _ => highest / options.DivFactor / options.FinalDivFactor,
        };
    }

    private double Momentum(Level level) => level == Level.Highest ? options.BaseMomentum : options.MaxMomentum;

    private readonly record struct Phase(double End, Level From, Level To);
}
