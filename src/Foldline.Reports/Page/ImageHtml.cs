using System.Globalization;
using Foldline.Reports.Figures;
using Foldline.Reports.Html;

namespace Foldline.Reports.Page;

/// <summary>Images as data URIs, with boxes drawn over them.</summary>
internal static class ImageHtml
{
    /// <summary>A grid of images.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="block">The images.</param>
    public static void WriteGrid(HtmlWriter html, ImageGridBlock block)
    {
        var columns = Math.Clamp(block.Columns, 1, 12).ToString(CultureInfo.InvariantCulture);
        html.Open("div", ("class", "images"), ("style", $"--columns:{columns}"));
        foreach (var image in block.Images)
            WriteImage(html, image);
        html.CloseLine();
    }

    /// <summary>One image with its captions.</summary>
    /// <param name="html">Receives it.</param>
    /// <param name="image">The image.</param>
    public static void WriteImage(HtmlWriter html, ReportImage image)
    {
        html.Open("figure", ("class", "image")).Open("div", ("class", "frame"));
        var source = $"data:{image.MediaType};base64,{Convert.ToBase64String(image.Bytes.Span)}";
        html.Void("img", ("src", source), ("alt", image.Tag is null ? image.Caption : $"{image.Caption}: {image.Tag}"));
        var labels = image.Boxes.Select(box => box.Label).Distinct().ToList();
        if (labels.Count > 0)
            WriteBoxes(html, image.Boxes, labels);
        html.Close().Open("figcaption");
        html.Element("span", image.Caption, ("class", "caption"), ("title", image.Caption));
        if (image.Tag is not null)
            html.Element("span", image.Tag, ("class", "tag"));
        if (image.Detail is not null)
            html.Element("span", image.Detail, ("class", "detail"));
        for (var i = 0; i < labels.Count; i++)
            html.Element("span", labels[i], ("class", "key"), ("style", $"--color:{FigureTheme.Color(i)}"));
        html.Close().CloseLine();
    }

    private static void WriteBoxes(HtmlWriter html, IReadOnlyList<ImageBox> boxes, List<string> labels)
    {
        html.Open("svg", ("viewBox", "0 0 100 100"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"));
        foreach (var box in boxes)
        {
            html.Open(
                "rect",
                ("x", Percent(box.Left)),
                ("y", Percent(box.Top)),
                ("width", Percent(Math.Max(0, box.Right - box.Left))),
                ("height", Percent(Math.Max(0, box.Bottom - box.Top))),
                ("stroke", FigureTheme.Color(labels.IndexOf(box.Label))));
            html.Element("title", box.Label).Close();
        }

        html.Close();
    }

    private static string Percent(double fraction) => (100 * Math.Clamp(fraction, 0, 1)).ToString("0.###", CultureInfo.InvariantCulture);
}
