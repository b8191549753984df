using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// 1 minus tp / (tp + α·fp + β·fn), the mean over classes raised to γ (Salehi and others, 2017; Abraham and Khan, 2019); see
/// <see cref="RegionLoss"/>.
/// </summary>
/// <param name="options">Mode, smoothing and so on.</param>
/// <param name="alpha">Weight of false positives.</param>
/// <param name="beta">Weight of false negatives.</param>
/// <param name="gamma">Exponent of the mean, above 0.</param>
public sealed class TverskyLoss(RegionLossOptions options, double alpha = 0.5, double beta = 0.5, double gamma = 1) : RegionLoss(options)
{
    /// <inheritdoc/>
    public override string Name => "tversky";

    /// <inheritdoc/>
    protected override Tensor Scores(Tensor probability, Tensor truth)
    {
        ArgumentNullException.ThrowIfNull(probability);
        ArgumentNullException.ThrowIfNull(truth);
        var right = (probability * truth).Sum([0, 2]);
        var extra = (probability * (1 - truth)).Sum([0, 2]);
        var missed = ((1 - probability) * truth).Sum([0, 2]);
        return Quotient(right, right + (alpha * extra) + (beta * missed));
    }

    /// <inheritdoc/>
    protected override Tensor Aggregate(Tensor losses) => base.Aggregate(losses).Pow(gamma);
}
