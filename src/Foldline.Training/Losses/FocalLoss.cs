using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Focal loss of masks: cross-entropy times (1 − p_t)^γ. With <see cref="SegmentationMode.Multiclass"/> the losses of the classes,
/// each against the rest, are added up. Output [N, C, …] logits; target of the same shape, or class numbers [N, …]. Definition:
/// segmentation_models_pytorch's <c>FocalLoss</c>.
/// </summary>
/// <param name="options">Mode, weights and so on.</param>
public sealed class FocalLoss(FocalLossOptions options) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "focal";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        if (options.Mode != SegmentationMode.Multiclass)
        {
            var truth = LossTargets.Dense(output, target, Name).Reshape([-1]);
            return OfClass(output.Reshape([-1]), truth, Valid(truth));
        }

        var numbers = LossTargets.ClassNumbers(output, target, Name).Reshape([-1]);
        var scores = output.Movedim(1, 0).Reshape([output.Size(1), -1]);
        var valid = Valid(numbers);
        var classes = Enumerable.Range(0, (int)output.Size(1)).Select(c => OfClass(scores.Select(0, c), numbers.Eq(c).To(output.DType), valid));
        return classes.Aggregate((sum, next) => sum + next);
    }

    private Tensor OfClass(Tensor logits, Tensor truth, Tensor? valid)
    {
        if (valid is not null)
            (logits, truth) = (logits.MaskedSelect(valid), truth.MaskedSelect(valid));
        var entropy = logits.BinaryCrossEntropyWithLogits(truth, reduction: (long)LossReduction.None);
        var ofTruth = (-entropy).Exp();
        var damping = options.ReducedThreshold is { } threshold
            ? ((1 - ofTruth) / threshold).Pow(options.Gamma).MaskedFill(ofTruth.Lt(threshold), 1)
            : (1 - ofTruth).Pow(options.Gamma);
        var losses = damping * entropy;
        if (options.Alpha is { } alpha)
            losses = losses * ((alpha * truth) + ((1 - alpha) * (1 - truth)));
        if (options.Normalized)
            losses = losses / damping.Sum().ClampMin(1e-6);
        return Reduce(losses, options.Reduction);
    }

    private Tensor? Valid(Tensor target) => options.IgnoreIndex is { } ignored ? target.Ne(ignored) : null;
}
