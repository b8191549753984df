namespace Foldline.Training.Schedules;

/// <summary>
/// timm's schedules that fall from the base rate to a lowest rate in cycles: <c>CosineLRScheduler</c>, <c>PolyLRScheduler</c> and
/// <c>TanhLRScheduler</c>, which differ by the shape of the fall.
/// </summary>
public sealed class TimmCycleSchedule : TimmSchedule
{
    private readonly TimmCycleOptions cycle;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="options">Warm-up, cycles and noise.</param>
    /// <param name="cycle">Length and shape of the first cycle.</param>
    public TimmCycleSchedule(IReadOnlyList<double> baseLr, TimmOptions options, TimmCycleOptions cycle)
        : base(baseLr, options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cycle.Length, 1);
        this.cycle = cycle;
        Start();
    }

    /// <inheritdoc/>
    protected override double WarmUpEnd(int group) =>
        cycle.WarmUpMeetsCurve && !Options.IsWarmUpBefore ? Rate(group, Options.WarmUpSteps) : BaseLr[group];

    /// <inheritdoc/>
    protected override double Rate(int group, long step)
    {
        var (number, done, length) = Position(step);
        // Shrinking cycles come to an end, after which there is no number.
        if (!(number < Options.CycleLimit))
            return cycle.LowestLr;
        var highest = BaseLr[group] * Math.Pow(Options.CycleDecay, number);
        return cycle.LowestLr + ((highest - cycle.LowestLr) * cycle.Shape(done, length));
    }

    private (double Number, double Done, double Length) Position(long step)
    {
        double first = cycle.Length;
        if (Options.CycleFactor == 1)
        {
            var number = Math.Floor(step / first);
            return (number, step - (first * number), first);
        }

        var index = Math.Floor(Math.Log(1 - (step / first * (1 - Options.CycleFactor))) / Math.Log(Options.CycleFactor));
        var growth = Math.Pow(Options.CycleFactor, index);
        return (index, step - ((1 - growth) / (1 - Options.CycleFactor) * first), growth * first);
    }
}
