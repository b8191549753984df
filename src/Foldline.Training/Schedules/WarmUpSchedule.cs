namespace Foldline.Training.Schedules;

/// <summary>
/// A linear rise to the first rate of any other schedule, which begins after it: also one that follows a metric or cycles momentum.
/// </summary>
public sealed class WarmUpSchedule : Schedule
{
    private readonly Schedule main;
    private readonly WarmUpOptions options;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="main">What follows the warm-up, at its step 0; from now on stepped by this schedule alone.</param>
    /// <param name="options">Length and start.</param>
    public WarmUpSchedule(Schedule main, WarmUpOptions options)
        : base(main.BaseLr, main.CurrentMomentum is not null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 1);
        (this.main, this.options) = (main, options);
        Start();
    }

    /// <inheritdoc/>
    public override bool NeedsMetric => main.NeedsMetric;

    private bool IsOver => StepCount >= options.Steps;

    /// <inheritdoc/>
    public override void Step()
    {
        if (IsOver || main.NeedsMetric)
            main.Step();
        Advance();
    }

    /// <inheritdoc/>
    public override void Step(double metric)
    {
        if (IsOver)
            main.Step(metric);
        Advance();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step >= options.Steps)
            return main.CurrentLr[group];
        var start = options.StartLr ?? (options.StartFactor * main.CurrentLr[group]);
        return start + ((main.CurrentLr[group] - start) * step / options.Steps);
    }

    /// <inheritdoc/>
    protected override double MomentumAt(int group, long step) => main.CurrentMomentum![group];

    /// <inheritdoc/>
    protected override void SaveMore(IDictionary<string, double> state) => SaveInner(state, "main", main);

    /// <inheritdoc/>
    protected override void LoadMore(IReadOnlyDictionary<string, double> state) => LoadInner(state, "main", main);
}
