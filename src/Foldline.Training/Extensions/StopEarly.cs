using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>Ends the run when its trigger fires.</summary>
/// <param name="trigger">Usually <see cref="EarlyStopping"/>.</param>
public sealed class StopEarly(Trigger trigger) : Extension("stop_early", trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation) => trainer.RequestStop();
}
