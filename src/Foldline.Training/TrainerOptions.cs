namespace Foldline.Training;

/// <summary>Settings of a training run.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes over the training samples, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Batches whose gradients are added up before the optimizer steps; the last, shorter window of an epoch counts too.</summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>Largest total norm of the gradients; null = not clipped by norm.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Order of that norm: 2, 1, any positive number, or infinity.</summary>
    public double ClipNormType { get; init; } = 2;

    /// <summary>Largest absolute value of a gradient; null = not clipped by value.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Whether the schedule steps after every optimizer step; otherwise an extension steps it.</summary>
    public bool ScheduleEveryIteration { get; init; } = true;

    /// <summary>Number of the fold, for progress and messages.</summary>
    public int Fold { get; init; }
}
