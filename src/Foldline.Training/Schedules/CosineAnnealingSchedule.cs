namespace Foldline.Training.Schedules;

/// <summary>
/// Half a cosine from the base rate to a minimum, and back up if stepped further (Loshchilov and Hutter, 2017, without restarts):
/// PyTorch's <c>CosineAnnealingLR</c>.
/// </summary>
public sealed class CosineAnnealingSchedule : Schedule
{
    private readonly long halfPeriod;
    private readonly double minimum;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="halfPeriod">Steps from the base rate to the minimum (<c>T_max</c>), at least 1.</param>
    /// <param name="minimum">Lowest rate (<c>eta_min</c>).</param>
    public CosineAnnealingSchedule(IReadOnlyList<double> baseLr, long halfPeriod, double minimum = 0)
        : base(baseLr)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halfPeriod, 1);
        (this.halfPeriod, this.minimum) = (halfPeriod, minimum);
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step == 0)
            return lr;
        if (step > halfPeriod && (step - 1 - halfPeriod) % (2 * halfPeriod) == 0)
            return lr + ((BaseLr[group] - minimum) * (1 - Math.Cos(Math.PI / halfPeriod)) / 2);
        return (1 + Math.Cos(Math.PI * step / halfPeriod)) / (1 + Math.Cos(Math.PI * (step - 1) / halfPeriod)) * (lr - minimum) + minimum;
    }
}
