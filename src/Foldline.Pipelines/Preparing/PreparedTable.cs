namespace Foldline.Pipelines.Preparing;

/// <summary>A table in the output folder.</summary>
/// <param name="File">Its path there.</param>
/// <param name="Rows">Rows of a table of original sizes; null for a table that was copied.</param>
public sealed record PreparedTable(string File, int? Rows);
