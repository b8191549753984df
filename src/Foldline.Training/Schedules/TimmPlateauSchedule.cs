namespace Foldline.Training.Schedules;

/// <summary>timm's <c>PlateauLRScheduler</c>: a warm-up, then a reduction when a metric stops improving, with noise that does not stay.</summary>
public sealed class TimmPlateauSchedule : Schedule
{
    private readonly PlateauSchedule plateau;
    private readonly TimmOptions options;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="options">Warm-up and noise.</param>
    /// <param name="reduction">When and by how much to reduce.</param>
    public TimmPlateauSchedule(IReadOnlyList<double> baseLr, TimmOptions options, PlateauOptions reduction)
        : base(baseLr)
    {
        this.options = options;
        plateau = new PlateauSchedule(baseLr, reduction);
        Start();
    }

    /// <inheritdoc/>
    public override bool NeedsMetric => true;

    /// <summary>Not possible without a metric.</summary>
    /// <exception cref="FoldlineException">FL5203, always.</exception>
    public override void Step() => plateau.Step();

    /// <inheritdoc/>
    public override void Step(double metric)
    {
        if (StepCount >= options.WarmUpSteps)
            plateau.Step(metric);
        Advance();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step <= options.WarmUpSteps && options.WarmUpSteps > 0)
            return options.WarmUpStart + (step * ((BaseLr[group] - options.WarmUpStart) / options.WarmUpSteps));
        return step > 0 && options.Noise is { } noise ? noise.Apply(plateau.CurrentLr[group], step) : plateau.CurrentLr[group];
    }

    /// <inheritdoc/>
    protected override void SaveMore(IDictionary<string, double> state) => SaveInner(state, "plateau", plateau);

    /// <inheritdoc/>
    protected override void LoadMore(IReadOnlyDictionary<string, double> state) => LoadInner(state, "plateau", plateau);
}
