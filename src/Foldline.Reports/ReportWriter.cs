using Foldline.Reports.Page;

namespace Foldline.Reports;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no network, no server, no second file. A content policy in the page
/// allows its two scripts and embedded images only, so that not even a label with a script in it could load or run anything.
/// </summary>
public static class ReportWriter
{
    /// <summary>Writes the file, replacing one that is there.</summary>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="model">What the report shows.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written. FL7003: an image is in a format that browsers do not show.</exception>
    public static void Write(string path, ReportModel model) => AtomicFile.WriteText(path, Render(model, PageResource.Read("plotly.js")));

    /// <summary>The page as text.</summary>
    /// <param name="model">What the report shows.</param>
    /// <param name="plotly">Source of the chart library.</param>
    /// <exception cref="FoldlineException">FL7003: an image is in a format that browsers do not show.</exception>
    internal static string Render(ReportModel model, string plotly) => new ReportPage(model).Build(plotly);
}
