using System.Text;

namespace Foldline.Reports.Page;

/// <summary>The files that are built into the assembly: the page's frame, its style, its script and Plotly.</summary>
internal static class PageResource
{
    /// <summary>Reads one as text.</summary>
    /// <param name="name">Such as <c>report.css</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers read every line end as a line feed, and the scripts' hashes are taken over that.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
