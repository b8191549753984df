using System.Globalization;
using System.Text.RegularExpressions;

namespace Foldline.Pipelines.Yaml;

/// <summary>
/// What a plain (unquoted) scalar means, by YAML 1.2's core schema: <c>null</c>, <c>true</c>, <c>42</c>, <c>1e-3</c>, <c>.inf</c>; anything else is a text.
/// </summary>
internal static partial class ScalarText
{
    /// <summary>The value of a plain scalar.</summary>
    /// <param name="text">The scalar as written.</param>
    /// <returns>null, bool, long, double or string.</returns>
    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        ".inf" or "+.inf" or ".Inf" or ".INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        _ => ResolveNumber(text),
    };

    /// <summary>Writes a number so that it is read back as the same number, not as an integer.</summary>
    /// <param name="number">Any number.</param>
    public static string Format(double number)
    {
        if (double.IsNaN(number))
            return ".nan";
        if (double.IsInfinity(number))
            return number > 0 ? ".inf" : "-.inf";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static object ResolveNumber(string text)
    {
        if (Integer().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;
        if (Number().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        return text;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
