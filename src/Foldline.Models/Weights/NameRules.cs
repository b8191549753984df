using System.Globalization;
using System.Text.RegularExpressions;

namespace Foldline.Models.Weights;

/// <summary>
/// Brings the names in another publisher's file to timm's: patterns that are replaced one after the other. In a replacement <c>$1</c> is
/// what the pattern's first group found and <c>&lt;1+1&gt;</c> the number it found plus one. A pattern without replacement drops the tensor.
/// </summary>
/// <param name="rules">Regular expressions and what takes the place of their matches, in order.</param>
internal sealed partial class NameRules(params IEnumerable<(string Pattern, string? Replacement)> rules)
{
    private readonly List<(Regex Pattern, string? Replacement)> rules =
        [.. rules.Select(rule => (new Regex(rule.Pattern, RegexOptions.CultureInvariant), rule.Replacement))];

    /// <summary>The name here; null for what the networks here have no use for.</summary>
    /// <param name="stored">Name in the file.</param>
    public string? Apply(string stored)
    {
        var name = stored;
        foreach (var (pattern, replacement) in rules)
        {
            if (replacement is not null)
                name = pattern.Replace(name, match => match.Result(Shift().Replace(replacement, number => Shifted(match, number))));
            else if (pattern.IsMatch(name))
                return null;
        }

        return name;
    }

    private static string Shifted(Match match, Match number)
    {
        var found = int.Parse(match.Groups[number.Groups[1].Value].Value, CultureInfo.InvariantCulture);
        return (found + int.Parse(number.Groups[2].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"<(\d)([+-]\d+)>")]
    private static partial Regex Shift();
}
