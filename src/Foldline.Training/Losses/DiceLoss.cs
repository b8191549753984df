using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>1 minus the Dice score 2|P∩T| / (|P| + |T|); see <see cref="RegionLoss"/>.</summary>
/// <param name="options">Mode, smoothing and so on.</param>
public sealed class DiceLoss(RegionLossOptions options) : RegionLoss(options)
{
    /// <inheritdoc/>
    public override string Name => "dice";

    /// <inheritdoc/>
    protected override Tensor Scores(Tensor probability, Tensor truth) =>
        Quotient(2 * (probability * truth).Sum([0, 2]), (probability + truth).Sum([0, 2]));
}
