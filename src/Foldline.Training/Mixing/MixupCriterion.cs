using Foldline.Torch;
using Foldline.Training.Losses;

namespace Foldline.Training.Mixing;

/// <summary>
/// The loss of blended images without blended targets: λ·loss(output, target) + (1 − λ)·loss(output, partner's target). For losses
/// that need class numbers. Disposes the inner loss.
/// </summary>
/// <param name="loss">Loss of one set of targets.</param>
public sealed class MixupCriterion(Loss loss) : IDisposable
{
    /// <summary>Computes the loss of a batch; gradients flow back to the output.</summary>
    /// <param name="output">As the inner loss takes it.</param>
    /// <param name="target">Targets of the images.</param>
    /// <param name="partner">Targets of their partners.</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    public Tensor Compute(Tensor output, Tensor target, Tensor partner, double lambda)
    {
        using var scope = new TensorScope();
        return scope.Keep((lambda * loss.Compute(output, target)) + ((1 - lambda) * loss.Compute(output, partner)));
    }

    /// <inheritdoc/>
    public void Dispose() => loss.Dispose();
}
