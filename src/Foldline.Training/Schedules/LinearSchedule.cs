namespace Foldline.Training.Schedules;

/// <summary>A factor on the base rate that goes linearly from one value to another: PyTorch's <c>LinearLR</c>, the usual warm-up.</summary>
public sealed class LinearSchedule : Schedule
{
    private readonly double start;
    private readonly double end;
    private readonly long totalSteps;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="startFactor">Factor at step 0, in (0, 1].</param>
    /// <param name="endFactor">Factor from the last step on, in [0, 1].</param>
    /// <param name="totalSteps">Number of steps between the two, at least 1.</param>
    public LinearSchedule(IReadOnlyList<double> baseLr, double startFactor = 1.0 / 3, double endFactor = 1, long totalSteps = 5)
        : base(baseLr)
    {
        (start, end, this.totalSteps) = (startFactor, endFactor, totalSteps);
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr)
    {
        if (step == 0)
            return lr * start;
        return step > totalSteps ? lr : lr * (1 + ((end - start) / ((totalSteps * start) + ((step - 1) * (end - start)))));
    }
}
