namespace Foldline.Pipelines.Recipes;

/// <summary>A figure or table of the report that a query over the recipe's tables yields.</summary>
/// <param name="Kind">How the rows are shown.</param>
/// <param name="Sql">Query; for bars and pies the first column names and the second counts, for a histogram the one column's numbers.</param>
/// <param name="Title">Heading.</param>
public sealed record ReportEntry(ReportEntryKind Kind, string Sql, string Title);
