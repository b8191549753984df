namespace Foldline.Reports;

/// <summary>One image beside the table rows that speak of it.</summary>
/// <param name="Title">Heading; null for none.</param>
/// <param name="Image">The image, with the rows' boxes drawn over it when they have any.</param>
/// <param name="Rows">The rows.</param>
public sealed record ImageRowsBlock(string? Title, ReportImage Image, ReportTable Rows) : ReportBlock;
