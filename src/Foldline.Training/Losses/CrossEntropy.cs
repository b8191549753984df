using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Cross-entropy of logits against class numbers or class probabilities: PyTorch's <c>cross_entropy</c>. With class numbers the mean
/// is weighted by the class weights and leaves ignored targets out (NaN when nothing is left); with probabilities it divides by
/// the batch size. Logits are [N, C] or [N, C, …], targets class numbers (Int64) [N] or [N, …], each in [0, C) or the ignored
/// number, or probabilities of the logits' shape. With smoothing it is timm's <c>LabelSmoothingCrossEntropy</c>, with probabilities
/// [N, C] its <c>SoftTargetCrossEntropy</c>.
/// </summary>
/// <param name="options">Smoothing, weights and so on.</param>
public sealed class CrossEntropy(CrossEntropyOptions options) : TensorLoss
{
    private readonly ClassWeights weights = new("cross_entropy", options.Weight);

    /// <summary>Plain cross-entropy.</summary>
    public CrossEntropy()
        : this(new CrossEntropyOptions())
    {
    }

    /// <inheritdoc/>
    public override string Name => "cross_entropy";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var wanted = target.DType == DType.Int64 ? DType.Int64 : output.DType;
        return output.CrossEntropyLoss(
            target.DType == wanted ? target : target.To(wanted),
            weights.For(output, output.Size(1)),
            (long)options.Reduction,
            options.IgnoreIndex,
            options.LabelSmoothing);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            weights.Dispose();
        base.Dispose(disposing);
    }
}
