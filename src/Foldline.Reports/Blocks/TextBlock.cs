namespace Foldline.Reports;

/// <summary>Plain text; an empty line starts a new paragraph.</summary>
/// <param name="Text">The text.</param>
public sealed record TextBlock(string Text) : ReportBlock;
