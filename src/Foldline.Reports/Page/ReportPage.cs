using System.Security.Cryptography;
using System.Text;
using Foldline.Reports.Html;

namespace Foldline.Reports.Page;

/// <summary>Puts the page together: frame, navigation, header, the parts that every run has, and its own sections between them.</summary>
internal sealed class ReportPage(ReportModel model)
{
    private readonly AnchorNames anchors = new();
    private readonly List<(string Anchor, string Title)> chapters = [];
    private readonly HtmlWriter html = new();

    /// <summary>The whole page.</summary>
    /// <param name="plotly">Source of the chart library.</param>
    /// <exception cref="FoldlineException">FL7003: an image is in a format that browsers do not show.</exception>
    public string Build(string plotly)
    {
        var script = PageResource.Read("report.js");
        WriteContent();
        return PageTemplate.Fill(PageResource.Read("report.html"), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = new HtmlWriter().Text($"{model.Title} · {model.RunId}").ToString(),
            ["hashes"] = $"{Hash(plotly)} {Hash(script)}",
            ["style"] = PageResource.Read("report.css"),
            ["navigation"] = Navigation(),
            ["content"] = html.ToString(),
            ["plotly"] = plotly,
            ["script"] = script,
        });
    }

    private void WriteContent()
    {
        var blocks = new BlockHtml(html);
        WriteSummary(blocks);
        if (model.Metrics is not null)
            Chapter("Metrics", null, () => TableHtml.WriteMetrics(html, model.Metrics));
        foreach (var section in model.Sections)
            Chapter(section.Title, section.Lead, () => blocks.Write(section.Blocks));
        if (model.Times.Count > 0)
            Chapter("Times", null, () => TableHtml.WriteTimes(html, model.Times));
        if (model.Recipe is not null)
            Chapter("Recipe", null, () => blocks.WriteCode(model.Recipe, yaml: true));
        if (model.Environment.Count > 0)
            Chapter("Environment", null, () => blocks.WriteFacts(model.Environment));
    }

    private void WriteSummary(BlockHtml blocks)
    {
        var anchor = anchors.Next("Summary");
        chapters.Add((anchor, "Summary"));
        html.Open("header", ("id", anchor)).Element("p", model.RunId, ("class", "run")).Element("h1", model.Title);
        if (model.Subtitle is not null)
            html.Element("p", model.Subtitle, ("class", "lead"));
        if (model.Tiles.Count > 0)
            WriteTiles();
        if (model.Warnings.Count > 0)
            WriteWarnings();
        if (model.Facts.Count > 0)
            blocks.WriteFacts(model.Facts);
        html.CloseLine();
    }

    private void WriteTiles()
    {
        html.Open("div", ("class", "tiles"));
        foreach (var tile in model.Tiles)
        {
            html.Open("div", ("class", "tile")).Element("span", tile.Name, ("class", "name")).Element("span", tile.Value, ("class", "value"));
            if (tile.Detail is not null)
                html.Element("span", tile.Detail, ("class", "detail"));
            html.CloseLine();
        }

        html.CloseLine();
    }

    private void WriteWarnings()
    {
        html.Open("aside", ("class", "warnings"), ("role", "note")).Element("strong", model.Warnings.Count == 1 ? "Warning" : $"{model.Warnings.Count} warnings").Open("ul");
        foreach (var warning in model.Warnings)
            html.Element("li", warning);
        html.Close().CloseLine();
    }

    private void Chapter(string title, string? lead, Action content)
    {
        var anchor = anchors.Next(title);
        chapters.Add((anchor, title));
        html.Open("section", ("id", anchor)).Element("h2", title);
        if (lead is not null)
            html.Element("p", lead, ("class", "lead"));
        content();
        html.CloseLine();
    }

    private string Navigation()
    {
        var list = new HtmlWriter();
        foreach (var (anchor, title) in chapters)
            list.Open("li").Element("a", title, ("href", $"#{anchor}")).CloseLine();
        return list.ToString();
    }

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
}
