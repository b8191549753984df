using System.Text;

namespace Foldline.Reports.Page;

/// <summary>Fills the frame of a page: <c>{{name}}</c> is replaced by a value, once, so that a value may contain braces itself.</summary>
internal static class PageTemplate
{
    /// <summary>Fills a frame.</summary>
    /// <param name="template">Text with <c>{{name}}</c> in it.</param>
    /// <param name="values">A value for each name, written as it is.</param>
    /// <exception cref="InvalidOperationException">A name has no value.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var page = new StringBuilder();
        var rest = template.AsSpan();
        while (rest.IndexOf("{{") is var start and >= 0)
        {
            page.Append(rest[..start]);
            var length = rest[start..].IndexOf("}}");
            var name = rest.Slice(start + 2, length - 2).ToString();
            if (!values.TryGetValue(name, out var value))
                throw new InvalidOperationException($"The page's frame asks for '{name}', which has no value.");
            page.Append(value);
            rest = rest[(start + length + 2)..];
        }

        return page.Append(rest).ToString();
    }
}
