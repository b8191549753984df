using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Kullback-Leibler divergence Σ t·ln(t/p) of the softmax p of logits [N, C] from shares t of the same shape; entries with t = 0
/// count 0. Definition: PyTorch's <c>kl_div</c> of the log-softmax.
/// </summary>
/// <param name="reduction"><see cref="LossReduction.BatchMean"/> is the divergence itself, averaged over samples; <see cref="LossReduction.Mean"/> divides by C too.</param>
public sealed class KlDivergence(LossReduction reduction = LossReduction.BatchMean) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "kl_div";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target) =>
        Reduce(output.LogSoftmax(1).KlDiv(LossTargets.Dense(output, target, Name), (long)LossReduction.None), reduction);
}
