using System.Collections.Immutable;

namespace Foldline.Training.Losses;

/// <summary>Settings of <see cref="CrossEntropy"/>; names and defaults are those of PyTorch's <c>cross_entropy</c>.</summary>
public sealed record CrossEntropyOptions
{
    /// <summary>Share of the target that is spread evenly over all classes, in [0, 1].</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of each class; empty for equal weights.</summary>
    public ImmutableArray<double> Weight { get; init; } = [];

    /// <summary>Class number that marks targets to leave out; without effect on soft targets.</summary>
    public long IgnoreIndex { get; init; } = -100;

    /// <summary>How samples become one number.</summary>
    public LossReduction Reduction { get; init; } = LossReduction.Mean;
}
