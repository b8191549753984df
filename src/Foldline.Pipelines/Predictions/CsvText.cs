namespace Foldline.Pipelines.Predictions;

/// <summary>Fields of CSV files.</summary>
internal static class CsvText
{
    /// <summary>A field, in quotes when it needs them (RFC 4180).</summary>
    public static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
