namespace Foldline.Pipelines.Recipes;

/// <summary>How predictions become a submission.</summary>
/// <param name="Sql">Query over <c>predictions</c> (<c>id</c> and one probability column per class name) and the recipe's tables.</param>
/// <param name="Sample">Table whose columns, ids (first column) and order the submission must have; null = not checked against a sample.</param>
public sealed record SubmissionSpec(string Sql, string? Sample);
