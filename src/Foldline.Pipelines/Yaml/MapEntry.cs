namespace Foldline.Pipelines.Yaml;

/// <summary>One key of a map with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Mark">Where the key was written.</param>
public sealed record MapEntry(string Key, Node Value, SourceMark Mark);
