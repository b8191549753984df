using System.Collections.Immutable;

namespace Foldline.Training.Losses;

/// <summary>Settings of <see cref="BceWithLogits"/>; names and defaults are those of PyTorch's <c>binary_cross_entropy_with_logits</c>.</summary>
public sealed record BceWithLogitsOptions
{
    /// <summary>How much more positives count, one for each class or one for all; empty for equal weights.</summary>
    public ImmutableArray<double> PosWeight { get; init; } = [];

    /// <summary>Weight of each class; empty for equal weights.</summary>
    public ImmutableArray<double> Weight { get; init; } = [];

    /// <summary>Targets y become y·(1 − s) + s/2, in [0, 1].</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How entries become one number.</summary>
    public LossReduction Reduction { get; init; } = LossReduction.Mean;
}
