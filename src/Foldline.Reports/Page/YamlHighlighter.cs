using System.Text.RegularExpressions;
using Foldline.Reports.Html;

namespace Foldline.Reports.Page;

/// <summary>Marks keys, quoted texts, numbers and comments of YAML, line by line. It only adds colour: every character stays.</summary>
internal static partial class YamlHighlighter
{
    /// <summary>Writes the text with its parts in <c>span</c> elements.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="yaml">The text.</param>
    public static void Write(HtmlWriter html, string yaml)
    {
        var written = 0;
        foreach (var match in Parts().EnumerateMatches(yaml))
        {
            html.Text(yaml[written..match.Index]);
            var part = yaml.Substring(match.Index, match.Length);
            html.Element("span", part, ("class", Kind(part, yaml, match.Index + match.Length)));
            written = match.Index + match.Length;
        }

        html.Text(yaml[written..]);
    }

    private static string Kind(string part, string yaml, int end) => part[0] switch
    {
        '#' => "y-comment",
        _ when end < yaml.Length && yaml[end] == ':' => "y-key",
        '"' or '\'' => "y-text",
        _ => "y-number",
    };

    // A comment; a key (a word before a colon); a quoted text; a number that stands alone.
    [GeneratedRegex("""(?<=^|\s)#[^\n]*|(?<![\w.'"])[A-Za-z_][\w.-]*(?=:(\s|$))|"[^"\n]*"|'[^'\n]*'|(?<![\w.'-])-?\d[\d.]*([eE][+-]?\d+)?(?![\w.-])""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
