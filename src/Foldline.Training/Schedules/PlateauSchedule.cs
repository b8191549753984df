using Foldline.Training.Metrics;

namespace Foldline.Training.Schedules;

/// <summary>
/// Reduces the rate when a metric has stopped improving: PyTorch's <c>ReduceLROnPlateau</c>. NaN counts as no improvement.
/// </summary>
public sealed class PlateauSchedule : Schedule
{
    private readonly PlateauOptions options;
    private bool reducing;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="options">When and by how much to reduce.</param>
    /// <exception cref="FoldlineException">FL5201: the number of minima differs from that of the groups.</exception>
    public PlateauSchedule(IReadOnlyList<double> baseLr, PlateauOptions options)
        : base(baseLr)
    {
        if (options.MinLr.Length != 1 && options.MinLr.Length != baseLr.Count)
        {
            throw FoldlineException.User(
                "FL5201",
                $"'reduce_on_plateau' has {options.MinLr.Length} values of min_lr for {baseLr.Count} parameter groups. Give one for all or one for each.");
        }

        this.options = options;
        Best = options.Mode == MetricDirection.Min ? double.PositiveInfinity : double.NegativeInfinity;
        Start();
    }

    /// <summary>Best value so far; infinite before the first.</summary>
    public double Best { get; private set; }

    /// <summary>Steps without improvement since the best value, the last reduction or the end of the cooldown.</summary>
    public long BadSteps { get; private set; }

    /// <summary>Steps of cooldown that are left.</summary>
    public long CooldownLeft { get; private set; }

    /// <inheritdoc/>
    public override bool NeedsMetric => true;

    /// <summary>Not possible without a metric.</summary>
    /// <exception cref="FoldlineException">FL5203, always.</exception>
    public override void Step() => throw FoldlineException.User(
        "FL5203",
        "The schedule 'reduce_on_plateau' needs the value of a metric at each step. Name one in the recipe, such as 'metric: valid.loss', and let the schedule step every epoch.");

    /// <inheritdoc/>
    public override void Step(double metric)
    {
        if (IsBetter(metric))
            (Best, BadSteps) = (metric, 0);
        else
            BadSteps++;

        if (CooldownLeft > 0)
        {
            CooldownLeft--;
            BadSteps = 0;
        }

        reducing = BadSteps > options.Patience;
        if (reducing)
            (CooldownLeft, BadSteps) = (options.Cooldown, 0);
        Advance();
        reducing = false;
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (!reducing)
            return lr;
        var reduced = Math.Max(lr * options.Factor, options.MinLr[options.MinLr.Length == 1 ? 0 : group]);
        return lr - reduced > options.Epsilon ? reduced : lr;
    }

    /// <inheritdoc/>
    protected override void SaveMore(IDictionary<string, double> state)
    {
        state["best"] = Best;
        state["bad_steps"] = BadSteps;
        state["cooldown_left"] = CooldownLeft;
    }

    /// <inheritdoc/>
    protected override void LoadMore(IReadOnlyDictionary<string, double> state)
    {
        Best = Read(state, "best");
        BadSteps = (long)Read(state, "bad_steps");
        CooldownLeft = (long)Read(state, "cooldown_left");
    }

    private bool IsBetter(double metric) => (options.Mode, options.AbsoluteThreshold) switch
    {
        (MetricDirection.Min, false) => metric < Best * (1 - options.Threshold),
        (MetricDirection.Min, true) => metric < Best - options.Threshold,
        (_, false) => metric > Best * (1 + options.Threshold),
        _ => metric > Best + options.Threshold,
    };
}
