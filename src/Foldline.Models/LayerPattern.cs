using System.Diagnostics.CodeAnalysis;

namespace Foldline.Models;

/// <summary>Parameters of blocks.</summary>
/// <param name="Pattern">Matches from the start of a parameter's name; its captured groups are numbers that order the blocks.</param>
/// <param name="Order">
/// A number behind the captured ones, or in their place where none is captured; <see cref="Last"/> is behind all numbered blocks.
/// </param>
public sealed record LayerPattern([StringSyntax(StringSyntaxAttribute.Regex)] string Pattern, int? Order = null)
{
    /// <summary>The place behind all numbered blocks.</summary>
    public const int Last = 99999;
}
