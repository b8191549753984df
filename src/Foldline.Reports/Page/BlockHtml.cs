using System.Globalization;
using Foldline.Reports.Figures;
using Foldline.Reports.Html;

namespace Foldline.Reports.Page;

/// <summary>Writes the blocks of a section.</summary>
internal sealed class BlockHtml(HtmlWriter html)
{
    private int figures;

    /// <summary>Writes blocks in order, as cells of a grid of two columns.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <exception cref="FoldlineException">FL7003: an image is in a format that browsers do not show.</exception>
    public void Write(IReadOnlyList<ReportBlock> blocks)
    {
        html.Open("div", ("class", "blocks"));
        foreach (var block in blocks)
        {
            html.Open("div", ("class", block.Half ? "block half" : "block"));
            WriteContent(block);
            if (block.Caption is not null)
                html.Element("p", block.Caption, ("class", "note"));
            html.CloseLine();
        }

        html.CloseLine();
    }

    /// <summary>Names and values.</summary>
    /// <param name="facts">The pairs.</param>
    public void WriteFacts(IReadOnlyList<ReportFact> facts)
    {
        html.Open("dl", ("class", "facts"));
        foreach (var fact in facts)
            html.Element("dt", fact.Name).Element("dd", fact.Value);
        html.CloseLine();
    }

    /// <summary>Fixed-width text.</summary>
    /// <param name="code">The text.</param>
    /// <param name="yaml">True colours it as YAML.</param>
    public void WriteCode(string code, bool yaml)
    {
        html.Open("pre").Open("code");
        if (yaml)
            YamlHighlighter.Write(html, code);
        else
            html.Text(code);
        html.Close().CloseLine();
    }

    private void WriteContent(ReportBlock block)
    {
        switch (block)
        {
            case FigureBlock figure:
                WriteFigure(figure.Figure);
                break;
            case ImageGridBlock grid:
                WriteTitle(grid.Title);
                ImageHtml.WriteGrid(html, grid);
                break;
            case ImageRowsBlock rows:
                WriteTitle(rows.Title);
                html.Open("div", ("class", "beside"));
                ImageHtml.WriteImage(html, rows.Image);
                TableHtml.Write(html, rows.Rows);
                html.CloseLine();
                break;
            case TableBlock table:
                WriteTitle(table.Title);
                TableHtml.Write(html, table.Table);
                break;
            case FactsBlock facts:
                WriteTitle(facts.Title);
                WriteFacts(facts.Facts);
                break;
            case CodeBlock code:
                WriteTitle(code.Title);
                WriteCode(code.Code, code.Yaml);
                break;
            case TextBlock text:
                foreach (var paragraph in text.Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                    html.Element("p", paragraph);
                break;
            default:
                throw new InvalidOperationException($"The page cannot show a block of type {block.GetType().Name}.");
        }
    }

    private void WriteTitle(string? title)
    {
        if (title is not null)
            html.Element("h3", title);
    }

    private void WriteFigure(Figure figure)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"figure-{++figures}");
        html.Element("h3", figure.Title);
        html.Open(
            "div",
            ("class", "plot"),
            ("id", id),
            ("role", "img"),
            ("aria-label", figure.Title),
            ("style", string.Create(CultureInfo.InvariantCulture, $"height:{figure.Height}px"))).Close();
        html.Open("script", ("type", "application/json"), ("data-figure", id)).Raw(figure.Json).CloseLine();
    }
}
