using System.Collections.Immutable;

namespace Foldline.Data;

/// <summary>A table in memory: columns of equal length. What a query gives, and what can be written as CSV or Parquet. Immutable.</summary>
public sealed class Table
{
    /// <summary>Makes a table from columns.</summary>
    /// <param name="columns">Columns of equal length.</param>
    /// <exception cref="FoldlineException">FL4112: lengths differ.</exception>
    public Table(params ReadOnlySpan<TableColumn> columns)
    {
        Columns = [.. columns];
        RowCount = Columns.IsEmpty ? 0 : Columns[0].Count;
        foreach (var column in Columns)
        {
            if (column.Count != RowCount)
                throw FoldlineException.User("FL4112", $"Column '{column.Name}' has {column.Count} rows but '{Columns[0].Name}' has {RowCount}. Give all columns one value for each row.");
        }
    }

    /// <summary>A table without columns and rows.</summary>
    public static Table Empty { get; } = new();

    /// <summary>The columns in their order.</summary>
    public ImmutableArray<TableColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Names of the columns in their order.</summary>
    public IReadOnlyList<string> ColumnNames => [.. Columns.Select(column => column.Name)];

    /// <summary>Whether there is a column of this name (case is ignored, as in SQL).</summary>
    /// <param name="name">Name of a column.</param>
    public bool HasColumn(string name) => Find(name) is not null;

    /// <summary>The column of this name (the exact one if there is, otherwise case is ignored, as in SQL).</summary>
    /// <param name="name">Name of a column.</param>
    /// <exception cref="FoldlineException">FL4103: there is none; the message names the nearest.</exception>
    public TableColumn Column(string name) => Find(name) ?? throw FoldlineException.User(
        "FL4103",
        $"The table has no column '{name}'.{NearestName.Hint(name, ColumnNames)} Correct the name or the query that makes the table.",
        null,
        ("expected", name),
        ("found", string.Join(", ", ColumnNames)));

    private TableColumn? Find(string name) =>
        Columns.FirstOrDefault(column => column.Name == name)
        ?? Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
}
