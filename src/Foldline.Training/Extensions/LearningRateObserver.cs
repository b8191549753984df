using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Reports the learning rate of the first parameter group as <c>lr</c>.</summary>
/// <param name="trigger">When.</param>
public sealed class LearningRateObserver(Trigger trigger) : Extension("lr", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation) =>
        trainer.Log.Set("lr", trainer.Parts.Optimizer.Groups[0].LearningRate);
}
