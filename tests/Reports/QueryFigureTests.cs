using System.Text.Json;
using Foldline.Reports;
using Foldline.Reports.Queries;

namespace Foldline.Tests.Reports;

public sealed class QueryFigureTests
{
    private static readonly ReportColumn Names = ReportColumn.OfTexts("label", ["normal", "abnormal", "normal", null]);
    private static readonly ReportColumn Counts = ReportColumn.OfNumbers("images", [3, 4, 5, 6]);

    [Theory]
    [InlineData("bar", QueryKind.Bar)]
    [InlineData("images", QueryKind.Images)]
    public void ParseKind_KnowsItsNames(string name, QueryKind kind) => Assert.Equal(kind, QueryFigure.ParseKind(name));

    [Fact]
    public void ParseKind_OfAnUnknownName_ListsTheKnownOnes()
    {
        var error = Assert.Throws<FoldlineException>(() => QueryFigure.ParseKind("bars"));
        Assert.Equal("FL7001", error.Code);
        Assert.Contains("bar, pie, histogram", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bar_TakesNamesAndNumbers()
    {
        var trace = Trace(Create(QueryKind.Bar, Names, Counts), 0);
        Assert.Equal("missing", trace.GetProperty("x")[3].GetString());
        Assert.Equal(6, trace.GetProperty("y")[3].GetDouble());
    }

    [Fact]
    public void Bar_OfOneColumn_NamesTheFigureAndTheColumns()
    {
        var error = Assert.Throws<FoldlineException>(() => Create(QueryKind.Bar, Names));
        Assert.Equal("FL7002", error.Code);
        Assert.Contains("'title'", error.Message, StringComparison.Ordinal);
        Assert.Contains("label (texts)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_OfNamesAndNumbers_HasASeriesPerName()
    {
        var block = Create(QueryKind.Histogram, Names, Counts);
        Assert.Equal("normal", Trace(block, 0).GetProperty("name").GetString());
        Assert.Equal("missing", Trace(block, 2).GetProperty("name").GetString());
    }

    [Fact]
    public void Pie_WithMissingSize_IsRefused() =>
        Assert.Equal("FL7002", Assert.Throws<FoldlineException>(() => Create(QueryKind.Pie, Names, ReportColumn.OfNumbers("n", [1, double.NaN, 2, 3]))).Code);

    [Fact]
    public void Line_TakesTheFirstColumnAsTheAxis() => Assert.Equal("images", Trace(Create(QueryKind.Line, Counts, Counts), 0).GetProperty("name").GetString());

    [Fact]
    public void Scatter_TakesTheThirdColumnAsGroups() => Assert.Equal(2, Trace(Create(QueryKind.Scatter, Counts, Counts, Names), 0).GetProperty("x").GetArrayLength());

    [Fact]
    public void Table_KeepsTheRows() => Assert.Equal(4, Assert.IsType<TableBlock>(Create(QueryKind.Table, Names, Counts)).Table.RowCount);

    [Fact]
    public void Images_ReadsEachPath()
    {
        List<string> read = [];
        var block = QueryFigure.Create(new QueryFigureOptions
        {
            Kind = QueryKind.Images,
            Title = "title",
            Rows = new ReportTable([ReportColumn.OfTexts("path", ["a.png", "b.png"]), ReportColumn.OfTexts("id", ["a", null])]),
            ReadImage = path =>
            {
                read.Add(path);
                return SampleModel.Pixel;
            },
        });
        Assert.Equal(["a", "b.png"], Assert.IsType<ImageGridBlock>(block).Images.Select(image => image.Caption));
        Assert.Equal(["a.png", "b.png"], read);
    }

    private static ReportBlock Create(QueryKind kind, params ReportColumn[] columns) =>
        QueryFigure.Create(new QueryFigureOptions { Kind = kind, Title = "title", Rows = new ReportTable(columns) });

    private static JsonElement Trace(ReportBlock block, int index) =>
        JsonDocument.Parse(Assert.IsType<FigureBlock>(block).Figure.Json).RootElement.GetProperty("data")[index];
}
