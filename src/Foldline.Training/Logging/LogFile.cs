using System.Globalization;
using System.Text;

namespace Foldline.Training.Logging;

/// <summary>
/// Writes <c>log.csv</c>: epoch, iteration, one column per value. The whole file is replaced each time, so it is complete and
/// readable at any moment, and a resumed run keeps the lines of the run before.
/// </summary>
public static class LogFile
{
    /// <summary>Writes all lines.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="log">The log; values that an epoch lacks are left empty, NaN is written as <c>NaN</c>.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path, LogReport log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var text = new StringBuilder("epoch,iteration");
        foreach (var column in log.Columns)
            text.Append(',').Append(Quote(column));
        text.Append('\n');
        foreach (var row in log.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Epoch},{row.Iteration}");
            foreach (var column in log.Columns)
                text.Append(',').Append(row[column]?.ToString("R", CultureInfo.InvariantCulture));
            text.Append('\n');
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Quote(string name) =>
        name.AsSpan().IndexOfAny(",\"\n\r") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
