using System.Globalization;
using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Cross-entropy of logits against class numbers or class probabilities: PyTorch's <c>cross_entropy</c>. With class numbers the mean
/// is weighted by the class weights and leaves ignored targets out (NaN when nothing is left); with probabilities it divides by
/// the batch size.
/// </summary>
/// <param name="options">Smoothing, weights and so on.</param>
public sealed class CrossEntropy(CrossEntropyOptions options) : Loss
{
    private Tensor? weight;

    /// <summary>Plain cross-entropy.</summary>
    public CrossEntropy()
        : this(new CrossEntropyOptions())
    {
    }

    /// <inheritdoc/>
    public override string Name => "cross_entropy";

    /// <summary>Computes the loss of a batch.</summary>
    /// <param name="output">Logits [N, C] or [N, C, …], on any device.</param>
    /// <param name="target">Class numbers (Int64) [N] or [N, …], each in [0, C) or the ignored number; or probabilities of the logits' shape.</param>
    /// <exception cref="FoldlineException">FL5501: the number of class weights is not C.</exception>
    public override Tensor Compute(Tensor output, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        using var scope = new TensorScope();
        var logits = output.DType is DType.Float16 or DType.BFloat16 ? output.To(DType.Float32) : output;
        var wanted = target.DType == DType.Int64 ? DType.Int64 : logits.DType;
        var loss = logits.CrossEntropyLoss(
            target.DType == wanted ? target : target.To(wanted),
            Weights(logits),
            (long)options.Reduction,
            options.IgnoreIndex,
            options.LabelSmoothing);
        return scope.Keep(loss);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            weight?.Dispose();
        base.Dispose(disposing);
    }

    // Kept from batch to batch, since it changes only with the device and the element type.
    private Tensor? Weights(Tensor logits)
    {
        if (options.Weight.IsEmpty)
            return null;
        if (options.Weight.Length != logits.Size(1))
            throw WrongCount(logits.Size(1));
        if (weight is not null && weight.DType == logits.DType && weight.Device == logits.Device)
            return weight;
        weight?.Dispose();
        weight = Tensor.FromArray(options.Weight.AsSpan()).To(logits.Device, logits.DType).Detached();
        return weight;
    }

    private FoldlineException WrongCount(long classes) => FoldlineException.User(
        "FL5501",
        $"The loss '{Name}' has {options.Weight.Length} class weights, the model has {classes} outputs. Give one weight for each class.",
        null,
        ("found", options.Weight.Length.ToString(CultureInfo.InvariantCulture)),
        ("expected", classes.ToString(CultureInfo.InvariantCulture)));
}
