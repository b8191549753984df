using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Binary cross-entropy of logits, each output a yes or no of its own: PyTorch's <c>binary_cross_entropy_with_logits</c>. Targets are
/// zeros and ones (or shares) of the output's shape, or class numbers [N], which count as one-hot rows.
/// </summary>
/// <param name="options">Weights, smoothing and reduction.</param>
public sealed class BceWithLogits(BceWithLogitsOptions options) : TensorLoss
{
    private readonly ClassWeights positive = new("bce_with_logits", options.PosWeight);
    private readonly ClassWeights weights = new("bce_with_logits", options.Weight);

    /// <summary>Without weights and smoothing.</summary>
    public BceWithLogits()
        : this(new BceWithLogitsOptions())
    {
    }

    /// <inheritdoc/>
    public override string Name => "bce_with_logits";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Smooth(LossTargets.Dense(output, target, Name), options.LabelSmoothing);
        var losses = output.BinaryCrossEntropyWithLogits(truth, weights.ForClassesOf(output), positive.ForClassesOf(output), (long)LossReduction.None);
        return Reduce(losses, options.Reduction);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            positive.Dispose();
            weights.Dispose();
        }

        base.Dispose(disposing);
    }
}
