namespace Foldline.Reports;

/// <summary>A table whose columns sort by a click on their heads.</summary>
/// <param name="Title">Heading; null for none.</param>
/// <param name="Table">The rows.</param>
public sealed record TableBlock(string? Title, ReportTable Table) : ReportBlock;
