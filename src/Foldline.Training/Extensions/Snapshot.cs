using Foldline.Torch;
using Foldline.Training.Checkpoints;
using Foldline.Training.Triggers;

namespace Foldline.Training.Extensions;

/// <summary>
/// Writes the network's weights, and the averaged ones beside them as <c>…-ema.safetensors</c>, under the field's names: what
/// prediction and other programs load.
/// </summary>
/// <param name="name">Name of the extension.</param>
/// <param name="trigger">When: every few epochs, or when a value is best so far.</param>
/// <param name="folder">Folder of the files.</param>
/// <param name="fileName">File name without extension at a moment, such as <c>best</c> or <c>epoch-005</c>.</param>
public sealed class Snapshot(string name, Trigger trigger, string folder, Func<TrainingMoment, string> fileName) : Extension(name, trigger)
{
    /// <inheritdoc/>
    public override void Run(Trainer trainer, TrainingMoment moment, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, fileName(moment));
        WeightSnapshot.Write($"{path}.safetensors", trainer.Parts.Model.StateDict(), moment);
        if (trainer.Parts.Average is { } average)
            WeightSnapshot.Write($"{path}-ema.safetensors", average.StateDict(trainer.Parts.Model), moment);
    }
}
