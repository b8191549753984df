using System.Diagnostics.CodeAnalysis;

namespace Foldline.Models;

/// <summary>Parameters of blocks.</summary>
/// <param name="Pattern">Matches from the start of a parameter's name; its captured groups are numbers that order the blocks.</param>
/// <param name="Order">
/// A number behind the captured ones, or alone where the pattern captures none; <see cref="Last"/> is behind all numbered blocks and
/// joins the group before it.
/// </param>
public sealed record LayerPattern([StringSyntax(StringSyntaxAttribute.Regex)] string Pattern, int? Order = null)
{
    /// <summary>The place behind all numbered blocks, in the last one's group.</summary>
    public const int Last = 99999;
}
