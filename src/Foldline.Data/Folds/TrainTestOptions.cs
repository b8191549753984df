namespace Foldline.Data.Folds;

/// <summary>How <see cref="TrainTestSplit"/> divides. A missing size is the rest; without both the test side gets a quarter.</summary>
public sealed record TrainTestOptions
{
    /// <summary>Size of the test side; a share is rounded up.</summary>
    public SplitSize? Test { get; init; }

    /// <summary>Size of the training side; a share is rounded down.</summary>
    public SplitSize? Train { get; init; }

    /// <summary>Whether samples are shuffled first; if not, the test side is the last part.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Seed of the shuffle; given if and only if there is one.</summary>
    public long? Seed { get; init; }

    /// <summary>How many independent splits are drawn from one generator.</summary>
    public int Splits { get; init; } = 1;
}
