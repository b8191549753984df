using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Minus the logarithm of the true class's probability, for networks that end in a log-softmax: PyTorch's <c>nll_loss</c>. The mean
/// is weighted by the class weights and leaves ignored targets out. Output: log-probabilities [N, C] or [N, C, …]; target: class
/// numbers [N] or [N, …].
/// </summary>
/// <param name="options">Weights and so on; smoothing is not used.</param>
public sealed class NegativeLogLikelihood(CrossEntropyOptions options) : TensorLoss
{
    private readonly ClassWeights weights = new("nll", options.Weight);

    /// <inheritdoc/>
    public override string Name => "nll";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target) => output.NllLossNd(
        LossTargets.ClassNumbers(output, target, Name), weights.For(output, output.Size(1)), (long)options.Reduction, options.IgnoreIndex);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            weights.Dispose();
        base.Dispose(disposing);
    }
}
