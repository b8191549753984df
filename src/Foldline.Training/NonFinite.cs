using Foldline.Data.Loading;
using Foldline.Torch;

namespace Foldline.Training;

/// <summary>Finds out, after a loss that is not a number, which tensor went bad first.</summary>
internal static class NonFinite
{
    /// <summary>The error with the iteration, the loss and the first bad tensor on the way from the images to the loss.</summary>
    /// <param name="trainer">The run; its state is that before the batch.</param>
    /// <param name="batch">The batch that gave the loss.</param>
    /// <param name="loss">The loss.</param>
    public static FoldlineException Describe(Trainer trainer, Batch batch, double loss)
    {
        var culprit = FindCulprit(trainer, batch);
        var iteration = trainer.State.Iteration + 1;
        return FoldlineException.User(
            "FL5402",
            $"Training stopped: at iteration {iteration} (epoch {trainer.State.Epoch + 1}, batch {trainer.State.BatchInEpoch + 1}) the loss is {loss}. "
            + $"First bad tensor: {culprit}. Lower the learning rate, clip gradients (train.clip.norm), or train in fp32 (train.precision); earlier snapshots are kept.",
            null,
            ("iteration", iteration.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("tensor", culprit));
    }

    private static string FindCulprit(Trainer trainer, Batch batch)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        if (!IsFinite(batch.Images))
            return "the batch's images (a pixel is not a number; check the input files and the normalisation)";
        foreach (var (name, tensor) in trainer.Parts.Model.NamedParameters())
        {
            if (!IsFinite(tensor))
                return $"parameter '{name}' (after the update of the iteration before)";
        }

        foreach (var (name, tensor) in trainer.Parts.Model.NamedBuffers())
        {
            if (!IsFinite(tensor))
                return $"buffer '{name}'";
        }

        var logits = trainer.Parts.Forward.Forward(trainer.Parts.Model, batch.Images);
        return IsFinite(logits) ? "the loss itself (logits are finite; check the targets)" : "an activation inside the network (its parameters are finite)";
    }

    private static bool IsFinite(Tensor tensor) =>
        !tensor.DType.IsFloatingPoint() || tensor.Isfinite().All().ToDouble() != 0;
}
