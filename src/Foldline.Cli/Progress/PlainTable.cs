namespace Foldline.Cli.Progress;

/// <summary>A table as plain lines that are never wrapped, so that cells can be copied and lines searched; the last column may be of any length.</summary>
internal static class PlainTable
{
    /// <summary>The lines: heads, then rows.</summary>
    /// <param name="heads">Heads of the columns.</param>
    /// <param name="rows">Cells, one a head.</param>
    /// <param name="isNumeric">Whether a column is set to the right, by its head.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, Predicate<string> isNumeric)
    {
        int[] widths = [.. heads.Select((head, i) => rows.Select(row => row[i].Length).Append(head.Length).Max())];
        return rows.Prepend(heads).Select(row =>
            string.Join("  ", row.Select((cell, i) => isNumeric(heads[i]) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
