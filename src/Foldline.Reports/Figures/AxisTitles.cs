namespace Foldline.Reports.Figures;

/// <summary>The titles of a figure's two axes, with units where there are any.</summary>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
public sealed record AxisTitles(string X, string Y);
