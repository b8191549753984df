using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Reports the learning rate as <c>lr</c>: that of the first parameter group with the largest factor.</summary>
/// <param name="trigger">When.</param>
public sealed class LearningRateObserver(Trigger trigger) : Extension("lr", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation) =>
        trainer.Log.Set("lr", trainer.Parts.Optimizer.Groups.MaxBy(group => group.LearningRateScale)!.LearningRate);
}
