namespace Foldline.Reports;

/// <summary>The metrics of one fold.</summary>
/// <param name="Fold">Fold number from 0.</param>
/// <param name="Values">One per metric; not-a-number where it is undefined.</param>
public sealed record FoldRow(int Fold, IReadOnlyList<double> Values)
{
    /// <summary>Number of validation samples; 0 leaves it out.</summary>
    public int Samples { get; init; }

    /// <summary>The epoch whose weights were measured, from 1; 0 leaves it out.</summary>
    public int Epoch { get; init; }
}
