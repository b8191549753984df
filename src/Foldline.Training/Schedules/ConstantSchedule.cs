namespace Foldline.Training.Schedules;

/// <summary>
/// The base rate, multiplied by a factor for the first steps: PyTorch's <c>ConstantLR</c>. With factor 1 the rate never changes.
/// </summary>
public sealed class ConstantSchedule : Schedule
{
    private readonly double factor;
    private readonly long totalSteps;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="factor">Factor during the first steps, in (0, 1].</param>
    /// <param name="totalSteps">Number of steps with the factor, at least 0.</param>
    public ConstantSchedule(IReadOnlyList<double> baseLr, double factor = 1, long totalSteps = 0)
        : base(baseLr)
    {
        this.factor = totalSteps == 0 ? 1 : factor;
        this.totalSteps = totalSteps;
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step == 0)
            return lr * factor;
        return step == totalSteps ? lr * (1 / factor) : lr;
    }
}
