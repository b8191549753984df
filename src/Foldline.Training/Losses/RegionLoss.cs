using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// A loss of how far predicted and true regions overlap. Sums run over the batch and its pixels, for each class; a class without
/// any true pixel has loss 0 but counts in the mean. Output [N, C, …] (C = 1 for binary masks); target of the same shape, or class
/// numbers [N, …] for <see cref="SegmentationMode.Multiclass"/>. Definition: segmentation_models_pytorch.
/// </summary>
/// <param name="options">Mode, smoothing and so on.</param>
public abstract class RegionLoss(RegionLossOptions options) : TensorLoss
{
    /// <summary>Smoothing and smallest denominator.</summary>
    protected RegionLossOptions Options => options;

    /// <inheritdoc/>
    protected sealed override Tensor Evaluate(Tensor output, Tensor target)
    {
        if (output.Rank == 2)
            (output, target) = (output.Unsqueeze(-1), target.Unsqueeze(-1));
        var (truth, valid) = Truth(output, target);
        var probability = Flat(options.FromLogits ? Probability(output) : output);
        if (valid is not null)
            (probability, truth) = (probability * valid, truth * valid);

        var scores = Scores(probability, truth);
        var losses = options.LogLoss ? -scores.ClampMin(options.Epsilon).Log() : 1 - scores;
        losses = losses * truth.Sum([0, 2]).Gt(0).To(losses.DType);
        return Aggregate(options.Classes.IsEmpty ? losses : losses.IndexSelect(0, Classes(losses)));
    }

    /// <summary>The score of each class, 1 for perfect overlap.</summary>
    /// <param name="probability">[N, C, P] predicted.</param>
    /// <param name="truth">[N, C, P] zeros and ones.</param>
    /// <returns>[C].</returns>
    protected abstract Tensor Scores(Tensor probability, Tensor truth);

    /// <summary>One number of the losses of the classes.</summary>
    /// <param name="losses">[C].</param>
    protected virtual Tensor Aggregate(Tensor losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        return losses.Mean();
    }

    /// <summary>(x + smooth) / max(y + smooth, ε).</summary>
    /// <param name="numerator">x.</param>
    /// <param name="denominator">y.</param>
    protected Tensor Quotient(Tensor numerator, Tensor denominator)
    {
        ArgumentNullException.ThrowIfNull(numerator);
        ArgumentNullException.ThrowIfNull(denominator);
        return (numerator + options.Smooth) / (denominator + options.Smooth).ClampMin(options.Epsilon);
    }

    private Tensor Flat(Tensor masks) => masks.Reshape([masks.Size(0), options.Mode == SegmentationMode.Binary ? 1 : masks.Size(1), -1]);

    // By way of the logarithm, which keeps small probabilities exact.
    private Tensor Probability(Tensor logits) =>
        (options.Mode == SegmentationMode.Multiclass ? logits.LogSoftmax(1) : logits.LogSigmoid()).Exp();

    private (Tensor Truth, Tensor? Valid) Truth(Tensor output, Tensor target)
    {
        if (options.Mode != SegmentationMode.Multiclass)
        {
            var masks = Flat(LossTargets.Dense(output, target, Name));
            return (masks, options.IgnoreIndex is { } ignored ? masks.Ne(ignored).To(output.DType) : null);
        }

        var numbers = LossTargets.ClassNumbers(output, target, Name);
        var valid = options.IgnoreIndex is { } index ? numbers.Ne(index) : null;
        if (valid is not null)
            numbers = numbers * valid.To(DType.Int64);
        return (Flat(LossTargets.Dense(output, numbers, Name)), valid?.Flatten(1).Unsqueeze(1).To(output.DType));
    }

    private Tensor Classes(Tensor like)
    {
        var largest = options.Classes.Max();
        if (largest >= like.Count)
            throw FoldlineException.User("FL5502", $"The loss '{Name}' is told to count class {largest}, but the model has {like.Count} outputs, numbered from 0.", null, ("loss", Name));
        return Tensor.FromArray(options.Classes.Select(c => (long)c).ToArray()).To(like.Device, DType.Int64);
    }
}
