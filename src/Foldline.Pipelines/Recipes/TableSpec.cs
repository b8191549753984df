namespace Foldline.Pipelines.Recipes;

/// <summary>A table of a recipe.</summary>
/// <param name="Name">Name in SQL.</param>
/// <param name="File">Path in the data folder; the extension tells whether it is CSV, Parquet or JSON.</param>
public sealed record TableSpec(string Name, string File);
