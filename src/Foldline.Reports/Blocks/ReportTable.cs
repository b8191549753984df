using Foldline.Data;

namespace Foldline.Reports;

/// <summary>Named columns of equal length.</summary>
public sealed record ReportTable
{
    /// <summary>A table of columns.</summary>
    /// <param name="columns">Columns of equal length.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public ReportTable(IReadOnlyList<ReportColumn> columns)
    {
        if (columns.Any(column => column.Count != columns[0].Count))
            throw new ArgumentException("The columns of a table must be equally long: " + string.Join(", ", columns.Select(c => $"{c.Name} {c.Count}")), nameof(columns));
        Columns = columns;
    }

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<ReportColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>The table that a query gave: number columns as numbers, all others as texts.</summary>
    /// <param name="table">Any table.</param>
    public static ReportTable From(Table table) => new([.. table.Columns.Select(ReportColumn.From)]);
}
