using System.Collections.Immutable;
using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Binary cross-entropy with a weight for the positives and one for the negatives of each class:
/// −pos·y·ln p − neg·(1 − y)·ln(1 − p), the mean over the batch for each class, then over classes. Definition: the loss of the
/// RANZCR catheter pipelines. Targets as those of <see cref="BceWithLogits"/>.
/// </summary>
/// <param name="posWeight">One for each class.</param>
/// <param name="negWeight">One for each class.</param>
/// <param name="fromLogits">
/// Whether outputs are logits. Probabilities are not clipped, so a sure one makes 0·ln 0 = NaN: prefer logits.
/// </param>
/// <param name="reduction">How classes become one number; <see cref="LossReduction.None"/> keeps one loss a class [C].</param>
public sealed class WeightedBce(
    ImmutableArray<double> posWeight,
    ImmutableArray<double> negWeight,
    bool fromLogits = true,
    LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    private readonly ClassWeights positive = new("weighted_bce", posWeight);
    private readonly ClassWeights negative = new("weighted_bce", negWeight);

    /// <inheritdoc/>
    public override string Name => "weighted_bce";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        var yes = truth * (fromLogits ? output.LogSigmoid() : output.Log());
        var no = (1 - truth) * (fromLogits ? (-output).LogSigmoid() : (1 - output).Log());
        var losses = Weighted(yes, positive.ForClassesOf(output)) + Weighted(no, negative.ForClassesOf(output));
        return Reduce(-losses.Mean([0]), reduction);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            positive.Dispose();
            negative.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Tensor Weighted(Tensor losses, Tensor? weights) => weights is null ? losses : losses * weights;
}
