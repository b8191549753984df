using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Focal loss as TensorFlow Addons computes it: as <see cref="SigmoidFocalLoss"/>, but the <em>sum</em> over the last dimension, then
/// the mean over the batch; from probabilities with TensorFlow's clipped cross-entropy.
/// </summary>
/// <param name="alpha">Weight of positives in [0, 1], negatives weigh 1 − α.</param>
/// <param name="gamma">How much easy entries are damped, at least 0.</param>
/// <param name="fromLogits">Whether outputs are logits; otherwise probabilities.</param>
/// <param name="reduction">How samples become one number.</param>
public sealed class TfaSigmoidFocal(double alpha = 0.25, double gamma = 2, bool fromLogits = true, LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "tfa_sigmoid_focal";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        var entropy = KerasBinaryCrossentropy.Entropy(output, truth, fromLogits ? KerasBceForm.Logits : KerasBceForm.Tf2Probability, 1e-7);
        var probability = fromLogits ? output.Sigmoid() : output;
        var ofTruth = (probability * truth) + ((1 - probability) * (1 - truth));
        var weights = (alpha * truth) + ((1 - alpha) * (1 - truth));
        return Reduce((weights * (1 - ofTruth).Pow(gamma) * entropy).Sum([-1]), reduction);
    }
}
