using System.Collections.Immutable;

namespace Foldline.Training.Losses;

/// <summary>Settings of the Dice, Jaccard and Tversky losses; names and defaults are those of segmentation_models_pytorch.</summary>
public sealed record RegionLossOptions
{
    /// <summary>What the channels are.</summary>
    public SegmentationMode Mode { get; init; } = SegmentationMode.Binary;

    /// <summary>Whether outputs are logits; otherwise probabilities.</summary>
    public bool FromLogits { get; init; } = true;

    /// <summary>Minus the logarithm of the score instead of 1 minus the score.</summary>
    public bool LogLoss { get; init; }

    /// <summary>Added to numerator and denominator, at least 0.</summary>
    public double Smooth { get; init; }

    /// <summary>Smallest denominator, and smallest score under a logarithm; above 0.</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>Pixels with this target are left out; null = none.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>Classes that count; empty for all.</summary>
    public ImmutableArray<int> Classes { get; init; } = [];
}
