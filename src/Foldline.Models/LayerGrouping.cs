using System.Diagnostics.CodeAnalysis;

namespace Foldline.Models;

/// <summary>
/// Assigns parameters to layers by their names, in the order in which an image meets them: the stem first, then the blocks, then
/// whatever no pattern names (the head). timm's <c>group_matcher</c> as data.
/// </summary>
/// <param name="Stem">Pattern of the stem's parameters, from the start of their names.</param>
/// <param name="Stages">Patterns whose numbers tell a stage from the next: coarse groups, as for freezing.</param>
/// <param name="Blocks">Patterns whose numbers tell a block from the next: fine groups, as for layer-wise learning rates.</param>
public sealed record LayerGrouping(
    [StringSyntax(StringSyntaxAttribute.Regex)] string Stem,
    IReadOnlyList<LayerPattern> Stages,
    IReadOnlyList<LayerPattern> Blocks);
