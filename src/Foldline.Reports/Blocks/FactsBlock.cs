namespace Foldline.Reports;

/// <summary>Names and values in two columns.</summary>
/// <param name="Title">Heading; null for none.</param>
/// <param name="Facts">The pairs in order.</param>
public sealed record FactsBlock(string? Title, IReadOnlyList<ReportFact> Facts) : ReportBlock;
