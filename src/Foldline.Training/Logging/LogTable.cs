using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Training.Logging;

/// <summary>The log as texts for a table on the console; whoever owns the console renders it.</summary>
/// <param name="Columns">Names of the values to show, in this order.</param>
public sealed record LogTable(ImmutableArray<string> Columns)
{
    private const double Tiny = 1e-4;

    /// <summary>Column headers.</summary>
    public ImmutableArray<string> Headers => ["epoch", "iteration", .. Columns];

    /// <summary>The cells of a line, as many as headers; a value that the epoch lacks is empty.</summary>
    /// <param name="row">The line.</param>
    public ImmutableArray<string> Cells(LogRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            row.Epoch.ToString(CultureInfo.InvariantCulture),
            row.Iteration.ToString(CultureInfo.InvariantCulture),
            .. Columns.Select(column => Format(row[column])),
        ];
    }

    private static string Format(double? value) => value switch
    {
        null => "",
        { } number when number != 0 && Math.Abs(number) < Tiny => number.ToString("0.00e-0", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}
