namespace Foldline.Training.Schedules;

/// <summary>Multiplies the rate at every step by a function of the step: PyTorch's <c>MultiplicativeLR</c>.</summary>
public sealed class MultiplicativeSchedule : Schedule
{
    private readonly Func<long, double> factor;

    /// <summary>A schedule at step 0, where the factor is not applied.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="factor">Factor at a step, from 1.</param>
    public MultiplicativeSchedule(IReadOnlyList<double> baseLr, Func<long, double> factor)
        : base(baseLr)
    {
        this.factor = factor;
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) => step == 0 ? lr : lr * factor(step);
}
