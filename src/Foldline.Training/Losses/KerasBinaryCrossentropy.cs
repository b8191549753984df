using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Binary cross-entropy as Keras computes it: the mean over the last dimension, then over the batch. Targets as those of
/// <see cref="BceWithLogits"/>.
/// </summary>
/// <param name="form">From what, and how.</param>
/// <param name="labelSmoothing">Targets y become y·(1 − s) + s/2, in [0, 1].</param>
/// <param name="epsilon">Clip of probabilities.</param>
public sealed class KerasBinaryCrossentropy(KerasBceForm form = KerasBceForm.Logits, double labelSmoothing = 0, double epsilon = 1e-7) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "keras_binary_crossentropy";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Smooth(LossTargets.Dense(output, target, Name), labelSmoothing);
        return Entropy(output, truth, form, epsilon).Mean();
    }

    /// <summary>The cross-entropy of each entry.</summary>
    internal static Tensor Entropy(Tensor output, Tensor truth, KerasBceForm form, double epsilon)
    {
        if (form == KerasBceForm.Logits)
            return output.BinaryCrossEntropyWithLogits(truth, reduction: (long)LossReduction.None);
        var inside = form == KerasBceForm.Tf2Probability ? epsilon : 0;
        var clipped = output.Clamp(epsilon, 1 - epsilon);
        return -((truth * (clipped + inside).Log()) + ((1 - truth) * (1 - clipped + inside).Log()));
    }
}
