using System.Diagnostics;
using System.Text.RegularExpressions;
using Foldline.Reports;

namespace Foldline.Tests.Reports;

[Trait("kind", "e2e")]
public sealed partial class ReportInBrowserTests
{
    private static readonly string[] Options =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--virtual-time-budget=10000", "--enable-logging=stderr",
    ];

    [Fact]
    public async Task Page_OpenedFromAFile_DrawsEveryFigureAndBreaksNoPolicy()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "needs Debian's chromium");
        var folder = Directory.CreateTempSubdirectory("foldline-browser-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.html");
            ReportWriter.Write(path, SampleModel.Create("<b>"));
            var (page, log) = await OpenAsync(folder.FullName, path, TestContext.Current.CancellationToken);
            Assert.Equal(2, DrawnFigures().Count(page));
            Assert.DoesNotContain("Content Security Policy", log, StringComparison.Ordinal);
            Assert.DoesNotContain("Uncaught", log, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(string Page, string Log)> OpenAsync(string folder, string path, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("/usr/bin/chromium") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var option in (IEnumerable<string>)[.. Options, $"--user-data-dir={folder}/profile", "--dump-dom", new Uri(path).AbsoluteUri])
            start.ArgumentList.Add(option);
        using var browser = Process.Start(start)!;
        var log = browser.StandardError.ReadToEndAsync(cancel);
        var page = await browser.StandardOutput.ReadToEndAsync(cancel);
        await browser.WaitForExitAsync(cancel);
        return (page, await log);
    }

    [GeneratedRegex("class=\"plot js-plotly-plot\"")]
    private static partial Regex DrawnFigures();
}
