using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Binary cross-entropy of logits against class numbers, smoothed to 1 − s + s/K for the true class and s/K for the others, or
/// against mixed targets [N, K]; the mean over all entries. Definition: timm's <c>BinaryCrossEntropy</c>.
/// </summary>
/// <param name="smoothing">s, in [0, 1); without effect on targets [N, K].</param>
/// <param name="targetThreshold">Targets above it become 1 and others 0; null leaves them.</param>
public sealed class TimmBinaryCrossEntropy(double smoothing = 0.1, double? targetThreshold = null) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "timm_binary_cross_entropy";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        if (target.Rank < output.Rank)
            truth = (truth * (1 - smoothing)) + (smoothing / output.Size(-1));
        if (targetThreshold is { } threshold)
            truth = truth.Gt(threshold).To(output.DType);
        return output.BinaryCrossEntropyWithLogits(truth);
    }
}
