namespace Foldline.Pipelines.Recipes;

/// <summary>What an <see cref="Interval"/> counts.</summary>
public enum IntervalUnit
{
    /// <summary>Passes over the training samples.</summary>
    Epoch,

    /// <summary>Training steps.</summary>
    Iteration,
}
