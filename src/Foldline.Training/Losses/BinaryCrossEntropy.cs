using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Binary cross-entropy of probabilities, for networks that end in a sigmoid; each logarithm is clamped at -100: PyTorch's
/// <c>binary_cross_entropy</c>. Targets as those of <see cref="BceWithLogits"/>.
/// </summary>
/// <param name="labelSmoothing">Targets y become y·(1 − s) + s/2, in [0, 1].</param>
/// <param name="reduction">How entries become one number.</param>
public sealed class BinaryCrossEntropy(double labelSmoothing = 0, LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "bce";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target) => Reduce(
        output.BinaryCrossEntropy(LossTargets.Smooth(LossTargets.Dense(output, target, Name), labelSmoothing), reduction: (long)LossReduction.None),
        reduction);
}
