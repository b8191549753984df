using System.Collections.Immutable;

namespace Foldline.Pipelines.Previews;

/// <summary>What a preview came to.</summary>
/// <param name="PngPath">The picture.</param>
/// <param name="HtmlPath">The page.</param>
/// <param name="Samples">Number of samples shown.</param>
/// <param name="Warnings">What is not shown, and why.</param>
public sealed record PreviewSummary(string PngPath, string HtmlPath, int Samples, ImmutableArray<string> Warnings);
