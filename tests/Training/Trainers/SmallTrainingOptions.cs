using Foldline.Training.Averaging;
using Foldline.Training.Extensions;
using Foldline.Training.Mixing;
using Foldline.Training.Schedules;

namespace Foldline.Tests.Training.Trainers;

/// <summary>What differs between the tests' trainings.</summary>
internal sealed record SmallTrainingOptions
{
    public int Epochs { get; init; } = 3;

    public int Batch { get; init; } = 4;

    public int Accumulation { get; init; } = 1;

    public int LoaderThreads { get; init; } = 2;

    public double Dropout { get; init; } = 0.3;

    public bool WithBatchNorm { get; init; } = true;

    public double LearningRate { get; init; } = 1e-2;

    /// <summary>Name of the optimizer; with Lookahead around it when it ends with <c>+lookahead</c>.</summary>
    public string Optimizer { get; init; } = "adam";

    public AverageOptions Average { get; init; } = new() { Decay = 0.99 };

    /// <summary>Makes the schedule from the base rate; null = a cosine.</summary>
    public Func<double, Schedule>? Schedule { get; init; }

    public MixupOptions? Mixing { get; init; }

    public IReadOnlyList<Extension> Extensions { get; init; } = [];
}
