namespace Foldline.Reports.Figures;

/// <summary>One metric of one fold over the epochs.</summary>
/// <param name="Fold">Fold number from 0, which chooses the colour.</param>
/// <param name="Kind">What was measured, which chooses the dashes.</param>
/// <param name="Epochs">Epoch numbers from 1.</param>
/// <param name="Values">The metric after each; not-a-number makes a gap.</param>
public sealed record FoldCurve(int Fold, CurveKind Kind, IReadOnlyList<double> Epochs, IReadOnlyList<double> Values);
