namespace Foldline.Reports;

/// <summary>A chapter of the report, with an entry in the navigation.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Blocks">What it shows, in order. Neighbouring blocks of half width stand side by side.</param>
public sealed record ReportSection(string Title, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>A sentence under the heading; null for none.</summary>
    public string? Lead { get; init; }
}
