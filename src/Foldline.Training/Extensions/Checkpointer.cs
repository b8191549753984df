using Foldline.Training.Checkpoints;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>
/// Saves everything that a resumed run needs: on its trigger, when the run is interrupted, and at its end. Saving happens after
/// all extensions have run, so that nothing of a moment is done twice or left out.
/// </summary>
/// <param name="trigger">When, besides the end.</param>
/// <param name="store">Where.</param>
/// <param name="recipeHash">Hash of the recipe, checked when a run is resumed.</param>
public sealed class Checkpointer(Trigger trigger, CheckpointStore store, string recipeHash) : Extension("checkpoint", trigger)
{
    private bool isDue;
    private long savedIteration = -1;

    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation) => isDue = true;

    /// <inheritdoc/>
    public override void AfterMoment(Trainer trainer)
    {
        if (isDue)
            Save(trainer);
    }

    /// <inheritdoc/>
    public override void Finish(Trainer trainer, TrainingEnd end)
    {
        if (!trainer.State.IsWindowOpen && savedIteration != trainer.State.Iteration)
            Save(trainer);
    }

    private void Save(Trainer trainer)
    {
        using (var checkpoint = TrainerCheckpoint.Capture(trainer, recipeHash))
            store.Save(checkpoint);
        isDue = false;
        savedIteration = trainer.State.Iteration;
    }
}
