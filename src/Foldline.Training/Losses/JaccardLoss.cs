using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>1 minus intersection over union; see <see cref="RegionLoss"/>.</summary>
/// <param name="options">Mode, smoothing and so on.</param>
public sealed class JaccardLoss(RegionLossOptions options) : RegionLoss(options)
{
    /// <inheritdoc/>
    public override string Name => "jaccard";

    /// <inheritdoc/>
    protected override Tensor Scores(Tensor probability, Tensor truth)
    {
        ArgumentNullException.ThrowIfNull(probability);
        var intersection = (probability * truth).Sum([0, 2]);
        return Quotient(intersection, (probability + truth).Sum([0, 2]) - intersection);
    }
}
