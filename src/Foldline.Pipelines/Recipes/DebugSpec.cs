namespace Foldline.Pipelines.Recipes;

/// <summary>Shortcuts for trying things out.</summary>
/// <param name="Limit">Only the first so many samples, and test samples, are used; null = all.</param>
public sealed record DebugSpec(int? Limit = null);
