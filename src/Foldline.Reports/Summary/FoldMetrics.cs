namespace Foldline.Reports;

/// <summary>The metrics of a cross-validated run.</summary>
/// <param name="Names">The metrics, one column each.</param>
/// <param name="Folds">A row per fold that was trained.</param>
public sealed record FoldMetrics(IReadOnlyList<string> Names, IReadOnlyList<FoldRow> Folds)
{
    /// <summary>The metrics over all out-of-fold predictions together, one per name; null when there are none.</summary>
    public IReadOnlyList<double>? OutOfFold { get; init; }

    /// <summary>Digits behind the point.</summary>
    public int Decimals { get; init; } = 4;
}
