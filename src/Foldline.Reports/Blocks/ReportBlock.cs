namespace Foldline.Reports;

/// <summary>One thing within a section: a figure, images, a table, facts or text.</summary>
public abstract record ReportBlock
{
    /// <summary>A sentence below; null for none.</summary>
    public string? Caption { get; init; }

    /// <summary>True lets the block share its row with a neighbour of half width; on a small screen it still takes the row.</summary>
    public bool Half { get; init; }
}
