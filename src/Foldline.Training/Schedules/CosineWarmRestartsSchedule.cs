namespace Foldline.Training.Schedules;

/// <summary>
/// Half a cosine from the base rate to a minimum, then a jump back to the base rate and a next, longer period (SGDR, Loshchilov
/// and Hutter, 2017): PyTorch's <c>CosineAnnealingWarmRestarts</c>.
/// </summary>
public sealed class CosineWarmRestartsSchedule : Schedule
{
    private readonly long firstPeriod;
    private readonly long multiplier;
    private readonly double minimum;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="firstPeriod">Steps of the first period (<c>T_0</c>), at least 1.</param>
    /// <param name="multiplier">Each period is this many times longer than the one before (<c>T_mult</c>), at least 1.</param>
    /// <param name="minimum">Lowest rate (<c>eta_min</c>).</param>
    public CosineWarmRestartsSchedule(IReadOnlyList<double> baseLr, long firstPeriod, long multiplier = 1, double minimum = 0)
        : base(baseLr)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(multiplier, 1);
        (this.firstPeriod, this.multiplier, this.minimum) = (firstPeriod, multiplier, minimum);
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) => LrAt(group, step);

    /// <summary>The rate of a group at any point of the run, also between steps (PyTorch's <c>step(epoch + i / n)</c>).</summary>
    /// <param name="group">Parameter group, from 0.</param>
    /// <param name="time">Steps since the start, with a fraction, at least 0.</param>
    public double LrAt(int group, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        var (inPeriod, period) = Position(time);
        return minimum + ((BaseLr[group] - minimum) * (1 + Math.Cos(Math.PI * inPeriod / period)) / 2);
    }

    private (double InPeriod, double Period) Position(double time)
    {
        if (multiplier == 1)
            return (time % firstPeriod, firstPeriod);
        var period = (double)firstPeriod;
        while (time >= period)
        {
            time -= period;
            period *= multiplier;
        }

        return (time, period);
    }
}
