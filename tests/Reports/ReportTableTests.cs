using Foldline.Data;
using Foldline.Reports;

namespace Foldline.Tests.Reports;

public sealed class ReportTableTests
{
    [Fact]
    public void From_KeepsNumbersAsNumbersAndMissingOnesMissing()
    {
        var table = ReportTable.From(new Table(
            TableColumn.Of("id", ["a", null]),
            TableColumn.Of("p", [0.25, 0.5]),
            TableColumn.Of("n", [3, 4]),
            TableColumn.Of("ok", [true, false])));
        Assert.Equal([false, true, true, false], table.Columns.Select(column => column.IsNumeric));
        Assert.Equal(["a", null], table.Columns[0].Texts);
        Assert.Equal([0.25, 0.5], table.Columns[1].Numbers);
        Assert.Equal(["3", "4"], table.Columns[2].Texts);
        Assert.Equal(["true", "false"], table.Columns[3].Texts);
    }

    [Fact]
    public void From_ShowsIntegersThatNoDoubleHoldsDigitForDigit()
    {
        var column = Assert.Single(ReportTable.From(new Table(TableColumn.Of("id", [9007199254740993L]))).Columns);
        Assert.False(column.IsNumeric);
        Assert.Equal("9007199254740993", Assert.Single(column.Texts));
    }

    [Fact]
    public void OfNumbers_WithoutDecimals_ShowsSixSignificantDigits() => Assert.Equal(
        ["3", "0.333333", null, "1e-07", "123456789"],
        ReportColumn.OfNumbers("x", [3, 1 / 3.0, double.NaN, 1e-7, 123456789]).Texts);

    [Fact]
    public void Columns_OfDifferentLengths_AreRefused() => Assert.Throws<ArgumentException>(
        () => new ReportTable([ReportColumn.OfTexts("a", ["x"]), ReportColumn.OfNumbers("b", [])]));

    [Fact]
    public void Page_OfALongTable_ShowsTheFirstRowsAndSaysSo()
    {
        var table = new ReportTable([ReportColumn.OfNumbers("row", [.. Enumerable.Range(0, 1200).Select(row => (double)row)])]);
        var page = ReportWriter.Render(new ReportModel { Title = "t", RunId = "r", Sections = [new("s", [new TableBlock(null, table)])] }, "");
        Assert.Contains(">499<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">500<", page, StringComparison.Ordinal);
        Assert.Contains("The first 500 of 1,200 rows.", page, StringComparison.Ordinal);
    }
}
