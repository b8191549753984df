using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Foldline.Reports.Figures;

/// <summary>JSON values as Plotly wants them.</summary>
internal static class FigureJson
{
    /// <summary>Numbers with six significant digits, which no screen can show better; not-a-number and infinity become gaps (null).</summary>
    /// <param name="values">Any numbers.</param>
    public static JsonArray Numbers(IReadOnlyList<double> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
            array.Add(Number(value));
        return array;
    }

    /// <summary>One number, as in <see cref="Numbers"/>.</summary>
    /// <param name="value">Any number.</param>
    public static JsonNode? Number(double value) =>
        double.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;

    /// <summary>Texts, escaped for Plotly.</summary>
    /// <param name="values">Any texts.</param>
    public static JsonArray Texts(IReadOnlyList<string> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
            array.Add((JsonNode)Escape(value));
        return array;
    }

    /// <summary>Plotly reads a part of HTML in its texts (<c>&lt;b&gt;</c>, <c>&lt;a&gt;</c>); a class name is to be shown as it is.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny('&', '<', '>') < 0)
            return text;
        return new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").ToString();
    }
}
