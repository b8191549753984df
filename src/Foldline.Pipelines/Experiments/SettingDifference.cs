namespace Foldline.Pipelines.Experiments;

/// <summary>A key of two recipes whose values differ.</summary>
/// <param name="Key">Key path.</param>
/// <param name="First">Value in the first recipe; null when it lacks the key.</param>
/// <param name="Second">Value in the second recipe; null when it lacks the key.</param>
public sealed record SettingDifference(string Key, string? First, string? Second)
{
    private const int Width = 44;

    /// <summary>Both values as single short lines that show where they begin to differ; a missing one is a dash.</summary>
    public (string First, string Second) Excerpts
    {
        get
        {
            var (a, b) = (Line(First), Line(Second));
            if (a.Length <= Width && b.Length <= Width)
                return (a, b);
            var same = 0;
            while (same < Math.Min(a.Length, b.Length) && a[same] == b[same])
                same++;
            var start = Math.Max(0, same - (Width / 3));
            return (Cut(a, start), Cut(b, start));
        }
    }

    private static string Line(string? text) => text is null ? "–" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string line, int start)
    {
        if (start >= line.Length)
            return line.Length <= Width ? line : $"… {line[^Width..]}";
        var head = start > 0 ? "… " : "";
        return line.Length - start <= Width ? head + line[start..] : $"{head}{line.Substring(start, Width)} …";
    }
}
