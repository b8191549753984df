namespace Foldline.Reports;

/// <summary>Text in a fixed-width font, such as a query or a recipe.</summary>
/// <param name="Title">Heading; null for none.</param>
/// <param name="Code">The text.</param>
public sealed record CodeBlock(string? Title, string Code) : ReportBlock
{
    /// <summary>True colours keys, numbers and comments as YAML.</summary>
    public bool Yaml { get; init; }
}
