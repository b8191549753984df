using Foldline.Reports.Queries;

namespace Foldline.Pipelines.Recipes;

/// <summary>A figure or table of the report that a query over the recipe's tables yields.</summary>
/// <param name="Kind">How the rows are shown.</param>
/// <param name="Sql">Query; <see cref="QueryKind"/> says what its columns mean.</param>
/// <param name="Title">Heading.</param>
public sealed record ReportEntry(QueryKind Kind, string Sql, string Title);
