namespace Foldline.Training.Schedules;

/// <summary>Triangles between a base and a maximum rate (Smith, 2017): PyTorch's <c>CyclicLR</c>.</summary>
public sealed class CyclicSchedule : Schedule
{
    private readonly CyclicOptions options;
    private readonly double length;
    private readonly double rise;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Lowest learning rate of each group.</param>
    /// <param name="options">Shape of the cycles.</param>
    public CyclicSchedule(IReadOnlyList<double> baseLr, CyclicOptions options)
        : base(baseLr, options.CycleMomentum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.StepSizeUp, 1);
        this.options = options;
        length = options.StepSizeUp + (options.StepSizeDown ?? options.StepSizeUp);
        rise = options.StepSizeUp / length;
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) =>
        BaseLr[group] + ((options.MaxLr - BaseLr[group]) * Height(step) * Shrink(step));

    /// <inheritdoc/>
    protected override double MomentumAt(int group, long step) =>
        options.MaxMomentum - ((options.MaxMomentum - options.BaseMomentum) * Height(step) * Shrink(step));

    private double Height(long step)
    {
        var inCycle = 1 + (step / length) - Cycle(step);
        return inCycle <= rise ? inCycle / rise : (inCycle - 1) / (rise - 1);
    }

    private double Cycle(long step) => Math.Floor(1 + (step / length));

    private double Shrink(long step) => options.Mode switch
    {
        CyclicMode.Triangular2 => 1 / Math.Pow(2, Cycle(step) - 1),
        CyclicMode.ExponentialRange => Math.Pow(options.Gamma, step),
        _ => 1,
    };
}
