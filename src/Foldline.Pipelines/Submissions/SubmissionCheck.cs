using System.Globalization;
using Foldline.Data;

namespace Foldline.Pipelines.Submissions;

/// <summary>
/// Checks a submission against the competition's sample file: the same columns, the same ids once each, a value everywhere. The first
/// column holds the ids. What is only out of order is put in order.
/// </summary>
internal static class SubmissionCheck
{
    private const int ShownIds = 5;

    /// <summary>The rows of the submission in the sample's order.</summary>
    /// <param name="submission">What the recipe's query gave.</param>
    /// <param name="sample">The sample file; null when there is none.</param>
    /// <returns>Columns in order and row numbers in order.</returns>
    /// <exception cref="FoldlineException">FL6030: other columns. FL6031: other ids. FL6032: missing or not finite values.</exception>
    public static (IReadOnlyList<TableColumn> Columns, int[] Rows) Arrange(Table submission, Table? sample)
    {
        var columns = sample is null ? submission.Columns : ArrangeColumns(submission, sample);
        if (columns.Count == 0)
            throw WrongColumns("it has no columns", [], []);
        foreach (var column in columns)
            RequireValues(columns[0], column);

        var rowOf = Rows(columns[0]);
        if (sample is null)
            return (columns, [.. Enumerable.Range(0, submission.RowCount)]);
        var ids = sample.Columns[0].Strings("");
        RequireSameIds(rowOf, ids);
        return (columns, [.. ids.Select(id => rowOf[id])]);
    }

    private static IReadOnlyList<TableColumn> ArrangeColumns(Table submission, Table sample)
    {
        string[] missing = [.. sample.ColumnNames.Except(submission.ColumnNames)];
        string[] surplus = [.. submission.ColumnNames.Except(sample.ColumnNames)];
        if (missing.Length > 0 || surplus.Length > 0)
            throw WrongColumns($"missing: {List(missing)}; surplus: {List(surplus)}", submission.ColumnNames, sample.ColumnNames);
        return [.. sample.ColumnNames.Select(submission.Column)];
    }

    private static Dictionary<string, int> Rows(TableColumn ids)
    {
        var rows = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        var twice = new List<string>();
        for (var row = 0; row < ids.Count; row++)
        {
            if (!rows.TryAdd(ids.Text(row)!, row))
                twice.Add(ids.Text(row)!);
        }

        return twice.Count == 0 ? rows : throw WrongIds([], [], twice);
    }

    private static void RequireSameIds(Dictionary<string, int> rows, string[] expected)
    {
        var known = expected.ToHashSet(StringComparer.Ordinal);
        if (known.Count < expected.Length)
            throw WrongSample(expected);
        string[] missing = [.. expected.Where(id => !rows.ContainsKey(id))];
        string[] surplus = [.. rows.Keys.Where(id => !known.Contains(id))];
        if (missing.Length > 0 || surplus.Length > 0)
            throw WrongIds(missing, surplus, []);
    }

    private static void RequireValues(TableColumn ids, TableColumn column)
    {
        for (var row = 0; row < column.Count; row++)
        {
            var isFinite = column[row] switch
            {
                null => false,
                double number => double.IsFinite(number),
                float number => float.IsFinite(number),
                _ => true,
            };
            if (!isFinite)
                throw NoValue(ids.Text(row) ?? "", column, row);
        }
    }

    private static string List(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "none",
        <= ShownIds => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(ShownIds))} and {names.Count - ShownIds} more",
    };

    private static FoldlineException WrongColumns(string cause, IReadOnlyList<string> found, IReadOnlyList<string> expected) => FoldlineException.User(
        "FL6030",
        $"The submission has not the columns of the sample file: {cause}. Correct the recipe's 'submission' query.",
        null,
        ("found", string.Join(", ", found)),
        ("expected", string.Join(", ", expected)));

    private static FoldlineException WrongIds(IReadOnlyCollection<string> missing, IReadOnlyCollection<string> surplus, IReadOnlyCollection<string> twice) => FoldlineException.User(
        "FL6031",
        $"The submission has not the ids of the sample file. Missing: {List(missing)}. Surplus: {List(surplus)}. More than once: {List(twice)}. "
        + "Correct the recipe's 'submission' or 'test_samples' query, or use the sample file of these data.",
        null,
        ("missing", $"{missing.Count}"),
        ("surplus", $"{surplus.Count}"),
        ("duplicate", $"{twice.Count}"));

    private static FoldlineException WrongSample(string[] ids) => FoldlineException.User(
        "FL6033",
        $"The sample file lists ids more than once: {List([.. ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key)])}. Use the competition's own file.");

    private static FoldlineException NoValue(string id, TableColumn column, int row) => FoldlineException.User(
        "FL6032",
        $"The submission's column '{column.Name}' has {column.Text(row) ?? "no value"} for '{id}'. A submission needs a finite value everywhere; look at the predictions and the recipe's 'submission' query.",
        null,
        ("column", column.Name),
        ("id", id),
        ("row", row.ToString(CultureInfo.InvariantCulture)),
        ("found", column.Text(row) ?? "NULL"));
}
