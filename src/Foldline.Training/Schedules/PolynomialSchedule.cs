namespace Foldline.Training.Schedules;

/// <summary>Falls from the base rate to zero along a power of the remaining share of steps: PyTorch's <c>PolynomialLR</c>.</summary>
public sealed class PolynomialSchedule : Schedule
{
    private readonly long totalSteps;
    private readonly double power;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="totalSteps">Step at which zero is reached, at least 1.</param>
    /// <param name="power">Exponent.</param>
    public PolynomialSchedule(IReadOnlyList<double> baseLr, long totalSteps, double power = 1)
        : base(baseLr)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        (this.totalSteps, this.power) = (totalSteps, power);
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step == 0 || step > totalSteps)
            return lr;
        return lr * Math.Pow((1 - (step / (double)totalSteps)) / (1 - ((step - 1) / (double)totalSteps)), power);
    }
}
