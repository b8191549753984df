namespace Foldline.Training.Schedules;

/// <summary>
/// The frame of timm's schedules: a rate that depends on the step alone, a warm-up over or before it, and noise. Step 0 has the rate of the
/// warm-up's start, or the base rate without one.
/// </summary>
public abstract class TimmSchedule : Schedule
{
    /// <summary>Remembers the shared settings; a derived constructor ends with <see cref="Schedule.Start"/>.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="options">Warm-up, cycles and noise.</param>
    protected TimmSchedule(IReadOnlyList<double> baseLr, TimmOptions options)
        : base(baseLr) => Options = options;

    /// <summary>Warm-up, cycles and noise.</summary>
    protected TimmOptions Options { get; }

    /// <summary>The rate that the warm-up rises to.</summary>
    /// <param name="group">Parameter group, from 0.</param>
    protected virtual double WarmUpEnd(int group) => BaseLr[group];

    /// <summary>The rate without warm-up and noise.</summary>
    /// <param name="group">Parameter group, from 0.</param>
    /// <param name="step">Step of the schedule itself, from 0.</param>
    protected abstract double Rate(int group, long step);

    /// <inheritdoc/>
    public sealed override double LrAt(int group, long step, double lr)
    {
        if (step == 0)
            return Options.WarmUpSteps > 0 ? Options.WarmUpStart : BaseLr[group];
        var rate = step < Options.WarmUpSteps
            ? Options.WarmUpStart + (step * ((WarmUpEnd(group) - Options.WarmUpStart) / Options.WarmUpSteps))
            : Rate(group, Options.IsWarmUpBefore ? step - Options.WarmUpSteps : step);
        return Options.Noise?.Apply(rate, step) ?? rate;
    }
}
