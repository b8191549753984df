using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// A distance of numbers: PyTorch's <c>mse_loss</c>, <c>l1_loss</c>, <c>smooth_l1_loss</c> and <c>huber_loss</c>. Targets are of the
/// output's shape, or [N] for an output [N, 1].
/// </summary>
/// <param name="kind">Which.</param>
/// <param name="beta">Where the smooth ones become straight, above 0 (PyTorch's <c>delta</c> for Huber's).</param>
/// <param name="reduction">How entries become one number.</param>
public sealed class RegressionLoss(RegressionKind kind, double beta = 1, LossReduction reduction = LossReduction.Mean) : TensorLoss
{
    /// <inheritdoc/>
    public override string Name => kind switch
    {
        RegressionKind.Squared => "mse",
        RegressionKind.Absolute => "l1",
        RegressionKind.SmoothAbsolute => "smooth_l1",
        _ => "huber",
    };

    /// <inheritdoc/>
    protected override Tensor Evaluate(Tensor output, Tensor target)
    {
        var isColumn = output.Rank == 2 && output.Size(1) == 1 && target.Rank == 1;
        var truth = LossTargets.Same(output, isColumn ? target.Unsqueeze(1) : target, Name);
        const long none = (long)LossReduction.None;
        return Reduce(
            kind switch
            {
                RegressionKind.Squared => output.MseLoss(truth, none),
                RegressionKind.Absolute => output.L1Loss(truth, none),
                RegressionKind.SmoothAbsolute => output.SmoothL1Loss(truth, none, beta),
                _ => output.HuberLoss(truth, none, beta),
            },
            reduction);
    }
}
