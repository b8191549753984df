namespace Foldline.Training.Losses;

/// <summary>Settings of <see cref="FocalLoss"/>; names and defaults are those of segmentation_models_pytorch.</summary>
public sealed record FocalLossOptions
{
    /// <summary>What the channels are.</summary>
    public SegmentationMode Mode { get; init; } = SegmentationMode.Binary;

    /// <summary>Weight of positives in [0, 1], negatives weigh 1 − α; null: no weights.</summary>
    public double? Alpha { get; init; }

    /// <summary>How much easy pixels are damped, at least 0.</summary>
    public double Gamma { get; init; } = 2;

    /// <summary>Pixels with this target are left out; null = none.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>Divides by the sum of the damping factors.</summary>
    public bool Normalized { get; init; }

    /// <summary>Probability of the truth below which a pixel is not damped, above it by ((1 − p)/threshold)^γ; null: no such threshold.</summary>
    public double? ReducedThreshold { get; init; }

    /// <summary>How pixels become one number.</summary>
    public LossReduction Reduction { get; init; } = LossReduction.Mean;
}
