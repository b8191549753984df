namespace Foldline.Training.Logging;

/// <summary>How far a training is; reported through <see cref="IProgress{T}"/> for progress bars and live pages.</summary>
public sealed record TrainingProgress
{
    /// <summary>Fold that is trained, from 0.</summary>
    public required int Fold { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Iterations done since the start of the training.</summary>
    public required long Iteration { get; init; }

    /// <summary>Iterations in all.</summary>
    public required long Iterations { get; init; }

    /// <summary>Training images per second over the last few seconds; 0 before the first measurement.</summary>
    public double ImagesPerSecond { get; init; }

    /// <summary>Time that is left at this speed; null before the first measurement.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Latest value of everything reported, by name.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }
}
