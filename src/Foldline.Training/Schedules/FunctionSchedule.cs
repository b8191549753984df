namespace Foldline.Training.Schedules;

/// <summary>The base rate times any function of the step: PyTorch's <c>LambdaLR</c>. Recipes give it as a <see cref="StepFormula"/>.</summary>
public sealed class FunctionSchedule : Schedule
{
    private readonly Func<long, double> factor;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="factor">Factor at a step, from 0.</param>
    public FunctionSchedule(IReadOnlyList<double> baseLr, Func<long, double> factor)
        : base(baseLr)
    {
        this.factor = factor;
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) => BaseLr[group] * factor(step);
}
