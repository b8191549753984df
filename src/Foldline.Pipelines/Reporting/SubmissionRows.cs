using Foldline.Data;
using Foldline.Reports;

namespace Foldline.Pipelines.Reporting;

/// <summary>The first rows of a submission.</summary>
internal static class SubmissionRows
{
    private const int Shown = 10;

    /// <summary>A table of them.</summary>
    /// <param name="path">The submission's CSV file.</param>
    public static TableBlock Block(string path)
    {
        using var database = new DuckDatabase();
        database.CreateTableFromCsv("submission", path);
        var count = database.Query("SELECT count(*) AS n FROM submission").Column("n").Int64s()[0];
        return new TableBlock($"First rows of submission.csv ({count} in all)", ReportTable.From(database.Query($"SELECT * FROM submission ORDER BY rowid LIMIT {Shown}")));
    }
}
