namespace Foldline.Reports.Figures;

/// <summary>One vertical axis of a <see cref="ProgressFigure"/>: a value in training and in validation.</summary>
/// <param name="Title">Name of the value.</param>
/// <param name="Maximize">Whether larger is better.</param>
/// <param name="Curves">Its curves, all of one fold.</param>
public sealed record ProgressAxis(string Title, bool Maximize, IReadOnlyList<FoldCurve> Curves);
