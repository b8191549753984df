using System.Text;
using Foldline.Data;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Submissions;

/// <summary>Makes the submission file: runs the recipe's query, checks it against the sample file, writes it as CSV.</summary>
public static class SubmissionWriter
{
    /// <summary>Makes the file.</summary>
    /// <param name="database">Holds the recipe's tables and the table <c>predictions</c>.</param>
    /// <param name="submission">Query and sample table.</param>
    /// <param name="path">File to create or replace; untouched when a check fails.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>Number of rows.</returns>
    /// <exception cref="FoldlineException">FL4101: the query is refused. FL6030 to FL6033: a check failed. FL1001: the file cannot be written.</exception>
    public static int Write(DuckDatabase database, SubmissionSpec submission, string path, CancellationToken cancellation = default)
    {
        var table = database.Query(submission.Sql, cancellation);
        var sample = submission.Sample is { } name ? database.Query($"SELECT * FROM {DuckDatabase.QuoteName(name)}", cancellation) : null;
        var (columns, rows) = SubmissionCheck.Arrange(table, sample);

        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => CsvText.Quote(column.Name))).Append('\n');
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(column => CsvText.Quote(column.Text(row)!))).Append('\n');
        AtomicFile.WriteText(path, text.ToString());
        return rows.Length;
    }
}
