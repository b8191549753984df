using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>Multiplies the rate at chosen steps (several times at a step listed several times): PyTorch's <c>MultiStepLR</c>.</summary>
public sealed class MultiStepSchedule : Schedule
{
    private readonly ImmutableArray<long> milestones;
    private readonly double gamma;

    /// <summary>A schedule at step 0.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="milestones">Steps at which the rate changes.</param>
    /// <param name="gamma">Factor at each change.</param>
    public MultiStepSchedule(IReadOnlyList<double> baseLr, IReadOnlyList<long> milestones, double gamma = 0.1)
        : base(baseLr)
    {
        this.milestones = [.. milestones];
        this.gamma = gamma;
        Start();
    }

    /// <inheritdoc/>
    public override double LrAt(int group, long step, double lr) =>
        step == 0 ? lr : lr * Math.Pow(gamma, milestones.Count(milestone => milestone == step));
}
