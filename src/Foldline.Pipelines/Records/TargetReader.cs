using System.Collections.Immutable;
using System.Globalization;
using Foldline.Data;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Records;

/// <summary>Reads the targets from the rows of a recipe's query.</summary>
/// <param name="target">What the recipe says of them.</param>
/// <param name="ids">Id of each row.</param>
internal sealed class TargetReader(TargetSpec target, ImmutableArray<string> ids)
{
    private readonly int width = target.Columns.Count;

    /// <summary>Reads all rows.</summary>
    /// <param name="columns">The target's columns in order.</param>
    /// <exception cref="FoldlineException">FL6022: a value is missing or wrong.</exception>
    public SampleTargets Read(IReadOnlyList<TableColumn> columns)
    {
        var empty = new SampleTargets { Kind = target.Kind, Width = width };
        return target.Kind switch
        {
            TargetKind.Class => empty with { Classes = Numbers(columns[0], target.Names.Count, $"a whole number from 0 to {target.Names.Count - 1}, one for each name in 'target.names'") },
            TargetKind.Labels => empty with { Labels = Interleave([.. columns.Select(column => Numbers(column, 2, "0 or 1"))]) },
            TargetKind.Shares => empty with { Shares = ReadShares(columns) },
            _ => empty with { Masks = Interleave([.. columns.Select(column => Enumerable.Range(0, ids.Length).Select(column.Text).ToImmutableArray())]) },
        };
    }

    private ImmutableArray<int> Numbers(TableColumn column, int count, string expected)
    {
        var isNumber = column.Type is not (ColumnType.Text or ColumnType.Float32 or ColumnType.Float64) || (column.Type != ColumnType.Text && target.Kind == TargetKind.Labels);
        for (var row = 0; row < ids.Length; row++)
        {
            if (!isNumber || column.IsNull(row) || !(NumberOf(column, row) is var number && number >= 0 && number < count && number == Math.Floor(number)))
                throw Wrong(column, row, expected);
        }

        return [.. column.Int32s()];
    }

    private static double NumberOf(TableColumn column, int row) => column[row] switch
    {
        bool flag => flag ? 1 : 0,
        IConvertible value => value.ToDouble(CultureInfo.InvariantCulture),
        Int128 value => (double)value,
        _ => double.NaN,
    };

    private ImmutableArray<double> ReadShares(IReadOnlyList<TableColumn> columns)
    {
        const string expected = "a number of at least 0, and not only zeros in a row";
        var values = new double[ids.Length * width];
        for (var row = 0; row < ids.Length; row++)
        {
            var votes = values.AsSpan(row * width, width);
            var sum = 0.0;
            for (var c = 0; c < width; c++)
            {
                votes[c] = columns[c].IsNull(row) ? double.NaN : NumberOf(columns[c], row);
                if (!(votes[c] >= 0 && double.IsFinite(votes[c])))
                    throw Wrong(columns[c], row, expected);
                sum += votes[c];
            }

            if (sum == 0)
                throw Wrong(columns[0], row, expected);
            for (var c = 0; c < width; c++)
                votes[c] /= sum;
        }

        return [.. values];
    }

    private ImmutableArray<T> Interleave<T>(ImmutableArray<T>[] columns) =>
        [.. Enumerable.Range(0, ids.Length).SelectMany(row => columns.Select(column => column[row]))];

    private FoldlineException Wrong(TableColumn column, int row, string expected) => FoldlineException.User(
        "FL6022",
        $"The recipe's query 'samples', row {row}: '{column.Name}' of '{ids[row]}' is {column.Text(row) ?? "missing"}; expected is {expected}.",
        null,
        ("row", $"{row}"),
        ("id", ids[row]),
        ("found", column.Text(row) ?? "NULL"),
        ("expected", expected));
}
