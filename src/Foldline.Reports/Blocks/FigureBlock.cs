using Foldline.Reports.Figures;

namespace Foldline.Reports;

/// <summary>A chart.</summary>
/// <param name="Figure">The chart with its title.</param>
public sealed record FigureBlock(Figure Figure) : ReportBlock;
