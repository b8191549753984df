using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Focal loss of logits: cross-entropy times (1 − p_t)^γ, where p_t is the probability of what is true (Lin and others, 2017).
/// Definition: torchvision's <c>sigmoid_focal_loss</c>. Targets as those of <see cref="BceWithLogits"/>.
/// </summary>
/// <param name="alpha">Weight of positives in [0, 1], negatives weigh 1 − α; below 0: no weights.</param>
/// <param name="gamma">How much easy entries are damped, at least 0.</param>
/// <param name="reduction">How entries become one number.</param>
public sealed class SigmoidFocalLoss(double alpha = 0.25, double gamma = 2, LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "sigmoid_focal";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        var probability = output.Sigmoid();
        var entropy = output.BinaryCrossEntropyWithLogits(truth, reduction: (long)LossReduction.None);
        var ofTruth = (probability * truth) + ((1 - probability) * (1 - truth));
        var losses = entropy * (1 - ofTruth).Pow(gamma);
        return Reduce(alpha < 0 ? losses : losses * ((alpha * truth) + ((1 - alpha) * (1 - truth))), reduction);
    }
}
