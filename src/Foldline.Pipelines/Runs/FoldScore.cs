namespace Foldline.Pipelines.Runs;

/// <summary>The metrics of one fold's validation samples.</summary>
/// <param name="Fold">Fold number from 0.</param>
/// <param name="Samples">Number of validation samples.</param>
/// <param name="Epoch">Epochs trained, or the epoch of the best weights when these predicted.</param>
/// <param name="Values">One value a metric; not-a-number where it is undefined.</param>
public sealed record FoldScore(int Fold, int Samples, int Epoch, IReadOnlyList<double> Values)
{
    /// <summary>The same without test-time augmentation; empty when there is none.</summary>
    public IReadOnlyList<double> Plain { get; init; } = [];
}
