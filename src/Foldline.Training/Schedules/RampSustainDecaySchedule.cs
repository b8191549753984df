namespace Foldline.Training.Schedules;

/// <summary>
/// A linear ramp from a start rate to the base rate, a plateau, then an exponential decay towards a minimum: the schedule of the
/// public TPU notebooks. Usually stepped each epoch.
/// </summary>
public sealed class RampSustainDecaySchedule : Schedule
{
    private readonly RampSustainDecayOptions options;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Highest learning rate of each group.</param>
    /// <param name="options">Shape of the curve.</param>
    public RampSustainDecaySchedule(IReadOnlyList<double> baseLr, RampSustainDecayOptions options)
        : base(baseLr)
    {
        this.options = options;
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        var highest = BaseLr[group];
        if (step < options.RampSteps)
            return ((highest - options.StartLr) / options.RampSteps * step) + options.StartLr;
        var decaying = step - options.RampSteps - options.SustainSteps;
        return decaying < 0 ? highest : ((highest - options.MinimumLr) * Math.Pow(options.Decay, decaying)) + options.MinimumLr;
    }
}
