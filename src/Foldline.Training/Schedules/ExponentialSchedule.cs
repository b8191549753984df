namespace Foldline.Training.Schedules;

/// <summary>Multiplies the rate at every step, down to an optional floor: PyTorch's <c>ExponentialLR</c>.</summary>
public sealed class ExponentialSchedule : Schedule
{
    private readonly double gamma;
    private readonly double floor;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="gamma">Factor at each step.</param>
    /// <param name="floor">The rate never falls below this.</param>
    public ExponentialSchedule(IReadOnlyList<double> baseLr, double gamma, double floor = 0)
        : base(baseLr)
    {
        (this.gamma, this.floor) = (gamma, floor);
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) => step == 0 ? lr : Math.Max(lr * gamma, floor);
}
