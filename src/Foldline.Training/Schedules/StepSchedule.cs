namespace Foldline.Training.Schedules;

/// <summary>Multiplies the rate every so many steps: PyTorch's <c>StepLR</c>.</summary>
public sealed class StepSchedule : Schedule
{
    private readonly long stepSize;
    private readonly double gamma;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="stepSize">Steps between two changes, at least 1.</param>
    /// <param name="gamma">Factor at each change.</param>
    public StepSchedule(IReadOnlyList<double> baseLr, long stepSize, double gamma = 0.1)
        : base(baseLr)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepSize, 1);
        (this.stepSize, this.gamma) = (stepSize, gamma);
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) => step > 0 && step % stepSize == 0 ? lr * gamma : lr;
}
