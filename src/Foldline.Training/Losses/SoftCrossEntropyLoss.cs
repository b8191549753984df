using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Cross-entropy with smoothing, (1 − s)·NLL + s/K·Σ −ln p; ignored pixels have loss 0 but count in the mean, unlike those of
/// <see cref="CrossEntropy"/>. Output [N, K, …] logits; target class numbers [N, …]. Definition: segmentation_models_pytorch's
/// <c>SoftCrossEntropyLoss</c>.
/// </summary>
/// <param name="smoothFactor">s, in [0, 1].</param>
/// <param name="ignoreIndex">Class number that marks pixels to leave out; null = none.</param>
/// <param name="reduction">How pixels become one number.</param>
public sealed class SoftCrossEntropyLoss(double smoothFactor = 0, long? ignoreIndex = -100, LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "soft_cross_entropy";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var numbers = LossTargets.ClassNumbers(output, target, Name).Unsqueeze(1);
        var logarithms = output.LogSoftmax(1);
        var ignored = ignoreIndex is { } index ? numbers.Eq(index) : null;
        var truth = -logarithms.Gather(1, ignored is null ? numbers : numbers.MaskedFill(ignored, 0));
        var losses = ((1 - smoothFactor) * truth) - (smoothFactor / output.Size(1) * logarithms.Sum([1], true));
        return Reduce((ignored is null ? losses : losses.MaskedFill(ignored, 0)).Squeeze(1), reduction);
    }
}
