using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Asymmetric loss of multi-label logits: a focal loss that damps negatives more than positives and forgives small probabilities
/// of negatives (Ridnik and others, 2021); the <em>sum</em> over all entries. Definition: timm's <c>AsymmetricLossMultiLabel</c>.
/// Targets as those of <see cref="BceWithLogits"/>.
/// </summary>
/// <param name="gammaNeg">Damping of negatives, at least 0.</param>
/// <param name="gammaPos">Damping of positives, at least 0.</param>
/// <param name="clip">Probability up to which a negative costs nothing, at least 0.</param>
/// <param name="epsilon">Smallest probability under a logarithm.</param>
public sealed class AsymmetricLossMultiLabel(double gammaNeg = 4, double gammaPos = 1, double clip = 0.05, double epsilon = 1e-8) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "asymmetric_multi_label";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        var positive = output.Sigmoid();
        var negative = 1 - positive;
        if (clip > 0)
            negative = (negative + clip).ClampMax(1);
        var losses = (truth * positive.ClampMin(epsilon).Log()) + ((1 - truth) * negative.ClampMin(epsilon).Log());
        if (gammaNeg > 0 || gammaPos > 0)
        {
            var ofTruth = (positive * truth) + (negative * (1 - truth));
            losses = losses * (1 - ofTruth).Pow((gammaPos * truth) + (gammaNeg * (1 - truth)));
        }

        return -losses.Sum();
    }
}
