using System.Globalization;
using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>What DuckDB said about a query that failed, with the place in the query when it named one.</summary>
internal sealed record DuckFault(string Query, string Message)
{
    /// <summary>True when files, not the query, are at fault.</summary>
    public bool IsInputOutput => Message.StartsWith("IO Error", StringComparison.Ordinal);

    /// <summary>True when the query was stopped on our request.</summary>
    public bool IsInterrupt => Message.StartsWith("INTERRUPT", StringComparison.OrdinalIgnoreCase);

    /// <summary>DuckDB's words without the quotation of the query below them.</summary>
    public string Words => Message.Split("\n\nLINE ", 2)[0].Trim();

    public static DuckFault At(string query, nint message) => new(query, Marshal.PtrToStringUTF8(message) ?? "no reason given");

    /// <summary>FL4101, with the query and DuckDB's words.</summary>
    public FoldlineException ToException()
    {
        var place = Place();
        var where = place is { } at ? $" (line {at.Line}, column {at.Column})" : "";
        List<(string, string)> facts = [("query", Query), ("duckdb", Words)];
        if (place is { } found)
        {
            facts.Add(("line", found.Line.ToString(CultureInfo.InvariantCulture)));
            facts.Add(("column", found.Column.ToString(CultureInfo.InvariantCulture)));
        }

        return FoldlineException.User("FL4101", $"The query failed{where}: {Words}\nQuery: {Query.Trim()}", null, [.. facts]);
    }

    /// <summary>Line and column, both from 1, of the caret that DuckDB prints below the query's line.</summary>
    private (int Line, int Column)? Place()
    {
        var start = Message.LastIndexOf("\n\nLINE ", StringComparison.Ordinal);
        if (start < 0)
            return null;

        var lines = Message[(start + 2)..].Split('\n');
        var colon = lines[0].IndexOf(':', StringComparison.Ordinal);
        var caret = lines.Length > 1 ? lines[1].IndexOf('^', StringComparison.Ordinal) : -1;
        if (colon < 0 || caret < 0 || !int.TryParse(lines[0]["LINE ".Length..colon], CultureInfo.InvariantCulture, out var line))
            return null;

        // A long line is quoted in part, with dots in front; then its text says where the part begins.
        var quoted = lines[0][(colon + 2)..];
        var column = caret - colon - 2;
        if (quoted.StartsWith("...", StringComparison.Ordinal))
        {
            var part = quoted.EndsWith("...", StringComparison.Ordinal) ? quoted[3..^3] : quoted[3..];
            var source = Query.Split('\n');
            var begin = line <= source.Length ? source[line - 1].IndexOf(part, StringComparison.Ordinal) : -1;
            if (begin < 0)
                return null;
            column += begin - 3;
        }

        return (line, column + 1);
    }
}
