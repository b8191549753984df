using Foldline.Training.Metrics;
using Foldline.Training.Prediction;

namespace Foldline.Training.Extensions;

/// <summary>What validation measures.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Targets of all samples: class numbers [S], or zeros and ones [S · C].</summary>
    public required ReadOnlyMemory<int> Targets { get; init; }

    /// <summary>Shares of the classes of all samples [S · C], which then stand for the targets; empty otherwise.</summary>
    public ReadOnlyMemory<double> Distributions { get; init; }

    /// <summary>Targets a sample: 1 for class numbers, else C.</summary>
    public int TargetsPerSample { get; init; } = 1;

    /// <summary>How logits become predictions.</summary>
    public OutputActivation Activation { get; init; } = OutputActivation.Softmax;

    /// <summary>Makes each metric anew.</summary>
    public IReadOnlyList<Func<Metric>> Metrics { get; init; } = [];
}
