using System.Text;

namespace Foldline.Reports.Html;

/// <summary>
/// Writes HTML elements. Text and attribute values are escaped here and nowhere else, and every element that is opened is closed
/// in order, so that no id, title or label of a data set can break the page.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder html = new();
    private readonly Stack<string> open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Tag name, trusted.</param>
    /// <param name="attributes">Names (trusted) and values (escaped); a null value leaves the attribute out, an empty one writes the name alone.</param>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        open.Push(tag);
        return this;
    }

    /// <summary>Closes the innermost open element.</summary>
    public HtmlWriter Close()
    {
        html.Append("</").Append(open.Pop()).Append('>');
        return this;
    }

    /// <summary>Closes the innermost open element and ends the line, which keeps the file readable.</summary>
    public HtmlWriter CloseLine()
    {
        Close();
        html.Append('\n');
        return this;
    }

    /// <summary>An element with text inside.</summary>
    /// <param name="tag">Tag name, trusted.</param>
    /// <param name="text">Any text; escaped.</param>
    /// <param name="attributes">As in <see cref="Open"/>.</param>
    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(tag, attributes).Text(text).Close();

    /// <summary>An element without an end tag, such as <c>img</c>.</summary>
    /// <param name="tag">Tag name, trusted.</param>
    /// <param name="attributes">As in <see cref="Open"/>.</param>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Tag(tag, attributes);
        return this;
    }

    /// <summary>Text, escaped.</summary>
    /// <param name="text">Any text.</param>
    public HtmlWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Text that is already safe where it stands, such as the JSON of a figure.</summary>
    /// <param name="trusted">Written as it is.</param>
    public HtmlWriter Raw(string trusted)
    {
        html.Append(trusted);
        return this;
    }

    /// <summary>What was written.</summary>
    /// <exception cref="InvalidOperationException">An element is still open.</exception>
    public override string ToString() =>
        open.Count == 0 ? html.ToString() : throw new InvalidOperationException($"The element <{open.Peek()}> is still open.");

    private void Tag(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        html.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
                continue;
            html.Append(' ').Append(name);
            if (value.Length == 0)
                continue;
            html.Append("=\"");
            Escape(value);
            html.Append('"');
        }

        html.Append('>');
    }

    private void Escape(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                // Control characters are not allowed in HTML; line ends and tabs are.
                _ when char.IsControl(c) && c is not ('\n' or '\t') => html.Append('\uFFFD'),
                _ => html.Append(c),
            };
        }
    }
}
