using System.Globalization;
using System.Text;

namespace Foldline.Reports.Html;

/// <summary>Turns titles into anchors that are unique within a page: lower-case letters, digits and hyphens.</summary>
internal sealed class AnchorNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The anchor of a title; a second title with the same letters gets <c>-2</c> behind it.</summary>
    /// <param name="title">Any text.</param>
    public string Next(string title)
    {
        var slug = Slug(title);
        var anchor = slug;
        for (var n = 2; !taken.Add(anchor); n++)
            anchor = string.Create(CultureInfo.InvariantCulture, $"{slug}-{n}");
        return anchor;
    }

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title)
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "section" : text;
    }
}
