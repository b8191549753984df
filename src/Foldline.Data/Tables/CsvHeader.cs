using System.IO.Compression;
using System.Text;

namespace Foldline.Data;

/// <summary>Reads the first row of a CSV file: the names of its columns.</summary>
internal static class CsvHeader
{
    private const int LongestHeader = 1 << 20;

    /// <summary>The names in their order.</summary>
    /// <param name="file">CSV file, gzipped if it ends in <c>.gz</c>.</param>
    /// <param name="delimiter">Separator.</param>
    /// <exception cref="FoldlineException">FL4104: no header, a name missing or given twice, a quote that never ends.</exception>
    public static string[] Read(string file, char delimiter)
    {
        var names = new List<string>();
        try
        {
            using var stream = File.OpenRead(file);
            using var plain = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
            using var reader = new StreamReader(plain, Encoding.UTF8);
            ReadRow(reader, delimiter, names);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Malformed(file, $"it cannot be read ({e.Message})", e);
        }

        if (names is [] or [""])
            throw Malformed(file, "it is empty; a CSV file starts with a row of column names");
        if (names.IndexOf("") is var unnamed and >= 0)
            throw Malformed(file, $"column {unnamed + 1} of the header has no name");
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Malformed(file, $"the header names the column '{twice.Key}' twice");
        return [.. names];
    }

    private static void ReadRow(StreamReader reader, char delimiter, List<string> names)
    {
        var name = new StringBuilder();
        var quoted = false;
        for (var read = 0; read < LongestHeader && reader.Read() is var code and >= 0; read++)
        {
            var c = (char)code;
            if (c == '"' && quoted && reader.Peek() == '"')
                name.Append((char)reader.Read());
            else if (c == '"')
                quoted = !quoted;
            else if (quoted)
                name.Append(c);
            else if (c is '\n' or '\r')
                break;
            else if (c == delimiter)
                Take(name, names);
            else
                name.Append(c);
        }

        if (quoted)
            throw new InvalidDataException("a quote in the header never ends");
        Take(name, names);
    }

    private static void Take(StringBuilder name, List<string> names)
    {
        names.Add(name.ToString());
        name.Clear();
    }

    private static FoldlineException Malformed(string file, string reason, Exception? inner = null) =>
        FoldlineException.User("FL4104", $"'{file}' cannot be read as a table: {reason}. Correct the file.", inner, ("file", file));
}
