using Foldline.Training.Logging;

namespace Foldline.Cli.Progress;

/// <summary>
/// The log as lines of columns: epoch, iteration, then every value that is reported. The head has two lines, since names such as
/// <c>valid.ema.roc_auc</c> are long: where the value comes from, and what it is.
/// </summary>
internal sealed class LogColumns
{
    private const int LeastWidth = 6;
    private readonly LogTable table;
    private readonly List<(string Source, string Name)> heads;
    private readonly List<int> widths;

    /// <summary>Columns for all values of a row, in the order of their names.</summary>
    /// <param name="first">The first row.</param>
    public LogColumns(LogRow first)
    {
        table = new LogTable([.. first.Values.Keys]);
        heads = [.. table.Headers.Select(Split)];
        widths = [.. heads.Select(head => Math.Max(LeastWidth, Math.Max(head.Source.Length, head.Name.Length)))];
    }

    /// <summary>The lines above the rows.</summary>
    public IReadOnlyList<string> Heading => [Join(heads.Select(head => head.Source)), Join(heads.Select(head => head.Name))];

    /// <summary>Whether a row has no value without a column.</summary>
    /// <param name="row">The row.</param>
    public bool Fits(LogRow row) => row.Values.Keys.All(name => table.Columns.Contains(name));

    /// <summary>A row.</summary>
    /// <param name="row">Values of an epoch.</param>
    public string Line(LogRow row) => Join(table.Cells(row));

    private static (string Source, string Name) Split(string header)
    {
        var dot = header.LastIndexOf('.');
        return dot < 0 ? ("", header) : (header[..dot], header[(dot + 1)..]);
    }

    private string Join(IEnumerable<string> cells) => "  " + string.Join("  ", widths.Zip(cells, (width, cell) => cell.PadLeft(width)));
}
