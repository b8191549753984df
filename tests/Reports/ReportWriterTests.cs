using System.Text.Json;
using System.Text.RegularExpressions;
using Foldline.Reports;

namespace Foldline.Tests.Reports;

public sealed partial class ReportWriterTests
{
    private const string Plotly = "/* charts */";

    [Fact]
    public void Render_OfASmallReport_IsTheSnapshot()
    {
        var page = Body(ReportWriter.Render(SampleModel.Create(), Plotly));
        // After a wanted change: FOLDLINE_WRITE_SNAPSHOTS=$PWD/tests/Reports makes the file anew; look at the difference before it is kept.
        if (Environment.GetEnvironmentVariable("FOLDLINE_WRITE_SNAPSHOTS") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, "report.snapshot.html"), page);
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "report.snapshot.html")), page);
    }

    [Fact]
    public void Render_Twice_GivesTheSameText() =>
        Assert.Equal(ReportWriter.Render(SampleModel.Create(), Plotly), ReportWriter.Render(SampleModel.Create(), Plotly));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><script>alert(1)//")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("<!-- ")]
    [InlineData("{{content}}{{plotly}}")]
    [InlineData("\0\u0007&lt;\uD800")]
    public void Render_WithHostileTexts_HasTheSameElementsAsWithPlainOnes(string text)
    {
        var plain = Body(ReportWriter.Render(SampleModel.Create(), Plotly));
        var hostile = Body(ReportWriter.Render(SampleModel.Create(text), Plotly));
        Assert.Equal(Tags(plain), Tags(hostile));
        Assert.DoesNotContain('\0', hostile);
    }

    [Fact]
    public void Render_LinksEveryChapterOnce()
    {
        var page = ReportWriter.Render(SampleModel.Create(), Plotly);
        var links = Links().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(["summary", "metrics", "look-at-the-data", "look-at-the-data-2", "times", "recipe", "environment"], links);
        Assert.All(links, link => Assert.Single(Regex.Matches(page, $" id=\"{link}\"")));
    }

    [Fact]
    public void Render_GivesEveryFigureItsPlaceAndReadableJson()
    {
        var page = ReportWriter.Render(SampleModel.Create(), Plotly);
        var figures = Figures().Matches(page).ToArray();
        Assert.Equal(2, figures.Length);
        Assert.All(figures, figure =>
        {
            Assert.Single(Regex.Matches(page, $" id=\"{figure.Groups[1].Value}\""));
            using var json = JsonDocument.Parse(figure.Groups[2].Value);
            Assert.True(json.RootElement.GetProperty("data").GetArrayLength() > 0);
            Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("layout").ValueKind);
        });
    }

    [Fact]
    public void Render_LoadsNothingFromElsewhere()
    {
        var page = ReportWriter.Render(SampleModel.Create(), Plotly);
        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.All(Sources().Matches(page), source => Assert.StartsWith("data:image/png;base64,", source.Groups[1].Value, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithAnImageThatIsNone_NamesIt()
    {
        var model = SampleModel.Create() with { Sections = [new("s", [new ImageGridBlock(null, [new("GIF89a"u8.ToArray(), "x-ray 7")])])] };
        var error = Assert.Throws<FoldlineException>(() => ReportWriter.Render(model, Plotly));
        Assert.Equal("FL7003", error.Code);
        Assert.Contains("x-ray 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfAnEmptyModel_IsAPageWithASummary()
    {
        var page = ReportWriter.Render(new ReportModel { Title = "empty", RunId = "1" }, Plotly);
        Assert.Equal("summary", Assert.Single(Links().Matches(page)).Groups[1].Value);
    }

    [Fact]
    public void Write_PutsThePlottingLibraryInside()
    {
        var folder = Directory.CreateTempSubdirectory("foldline-report-");
        try
        {
            var path = Path.Combine(folder.FullName, "new", "report.html");
            ReportWriter.Write(path, SampleModel.Create());
            var page = File.ReadAllText(path);
            Assert.Contains("plotly.js (basic - minified)", page, StringComparison.Ordinal);
            Assert.InRange(page.Length, 1_000_000, 1_500_000);
            // Nothing in the library may end its script element early.
            Assert.Equal(4, Regex.Matches(page, "</script").Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void OfFolds_UsesTheSampleDeviation()
    {
        var tile = SummaryTile.OfFolds("AUC", [0.94, 0.95, double.NaN], 3);
        Assert.Equal(("0.945", "± 0.007 over 2 folds"), (tile.Value, tile.Detail));
    }

    // The page without style and script, which have their own files, and without the script's hash.
    private static string Body(string page) =>
        Hashes().Replace(Styles().Replace(page[..page.IndexOf("<script>", StringComparison.Ordinal)], "<style></style>"), "sha256-");

    private static string[] Tags(string page) => [.. TagNames().Matches(page).Select(match => match.Value)];

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex("sha256-[^']*")]
    private static partial Regex Hashes();

    [GeneratedRegex("</?[a-zA-Z!][a-zA-Z0-9]*( (class|src|onerror|onmouseover)=)?")]
    private static partial Regex TagNames();

    [GeneratedRegex("<a href=\"#([^\"]*)\">")]
    private static partial Regex Links();

    [GeneratedRegex("<script type=\"application/json\" data-figure=\"([^\"]*)\">(.*?)</script>")]
    private static partial Regex Figures();

    [GeneratedRegex(" src=\"([^\"]*)\"")]
    private static partial Regex Sources();
}
