using System.Collections.Immutable;
using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Binary cross-entropy of logits whose targets are softened to s and 1 − s; ignored entries have loss 0 but count in the mean.
/// Definition: segmentation_models_pytorch's <c>SoftBCEWithLogitsLoss</c>. Targets as those of <see cref="BceWithLogits"/>.
/// </summary>
/// <param name="smoothFactor">s, in [0, 1].</param>
/// <param name="ignoreIndex">Target that marks entries to leave out; null = none.</param>
/// <param name="weight">Weight of each class; empty for equal weights.</param>
/// <param name="posWeight">How much more positives count, one for each class or one for all; empty for equal weights.</param>
/// <param name="reduction">How entries become one number.</param>
public sealed class SoftBceWithLogitsLoss(
    double smoothFactor = 0,
    long? ignoreIndex = -100,
    ImmutableArray<double> weight = default,
    ImmutableArray<double> posWeight = default,
    LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    private readonly ClassWeights weights = new("soft_bce_with_logits", weight.IsDefault ? [] : weight);
    private readonly ClassWeights positive = new("soft_bce_with_logits", posWeight.IsDefault ? [] : posWeight);

    /// <inheritdoc/>
    public override string Name => "soft_bce_with_logits";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        var soft = smoothFactor == 0 ? truth : ((1 - truth) * smoothFactor) + (truth * (1 - smoothFactor));
        var losses = output.BinaryCrossEntropyWithLogits(soft, weights.ForClassesOf(output), positive.ForClassesOf(output), (long)LossReduction.None);
        if (ignoreIndex is { } ignored)
            losses = losses * truth.Ne(ignored).To(losses.DType);
        return Reduce(losses, reduction);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weights.Dispose();
            positive.Dispose();
        }

        base.Dispose(disposing);
    }
}
