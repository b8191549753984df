using Foldline.Data;
using Foldline.Reports;
using Foldline.Reports.Figures;

namespace Foldline.Pipelines.Reporting;

/// <summary>A submission: its first rows, and how the numbers in it are distributed.</summary>
internal static class SubmissionRows
{
    private const int Shown = 10;
    private const int Bins = 40;
    private const int MostColumns = 8;

    /// <summary>A table of them.</summary>
    /// <param name="path">The submission's CSV file.</param>
    public static TableBlock Block(string path)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("submission", path);
        var count = database.Query("SELECT count(*) AS n FROM submission").Column("n").Int64s()[0];
        return new TableBlock($"First rows of submission.csv ({count} in all)", ReportTable.From(database.Query($"SELECT * FROM submission ORDER BY rowid LIMIT {Shown}")));
    }

    /// <summary>A histogram of the columns of numbers behind the first one; null when there is none, or more than a figure can show.</summary>
    /// <param name="path">The submission's CSV file.</param>
    public static FigureBlock? Histogram(string path)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("submission", path);
        var rows = database.Query("SELECT * FROM submission ORDER BY rowid");
        List<ValueSeries> series = [.. rows.Columns.Skip(1).Where(column => column.Type is ColumnType.Float32 or ColumnType.Float64).Select(column => new ValueSeries(column.Name, column.Doubles(double.NaN)))];
        if (series.Count is 0 or > MostColumns)
            return null;
        return new FigureBlock(HistogramFigure.Create(new HistogramOptions
        {
            Title = "Histogram of the submission",
            Series = series,
            XTitle = series.Count == 1 ? series[0].Name : "value",
            Bins = Bins,
        }))
        { Half = true };
    }
}
