using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// 1 minus Matthews' correlation of predicted and true pixels of the whole batch (Abhishek and Hamarneh, 2021). Definition:
/// segmentation_models_pytorch's <c>MCCLoss</c>, which takes probabilities.
/// </summary>
/// <param name="epsilon">Added to each of the four counts.</param>
/// <param name="fromLogits">Whether outputs are logits; otherwise probabilities.</param>
public sealed class MccLoss(double epsilon = 1e-5, bool fromLogits = false) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => "mcc";

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var truth = LossTargets.Dense(output, target, Name);
        var probability = fromLogits ? output.Sigmoid() : output;
        var truePositives = (probability * truth).Sum() + epsilon;
        var trueNegatives = ((1 - probability) * (1 - truth)).Sum() + epsilon;
        var falsePositives = (probability * (1 - truth)).Sum() + epsilon;
        var falseNegatives = ((1 - probability) * truth).Sum() + epsilon;
        var covariance = (truePositives * trueNegatives) - (falsePositives * falseNegatives);
        var spread = (truePositives + falsePositives) * (truePositives + falseNegatives)
            * (trueNegatives + falsePositives) * (trueNegatives + falseNegatives);
        return 1 - (covariance / spread.Sqrt());
    }
}
