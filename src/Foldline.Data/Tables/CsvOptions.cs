using System.Collections.Immutable;

namespace Foldline.Data;

/// <summary>How a CSV file is read. The first row holds the names; quotes are doubled inside quoted fields.</summary>
public sealed record CsvOptions
{
    /// <summary>Separator; null is a tab for <c>.tsv</c> and a comma otherwise.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Columns that must be there, so that an error can name the file.</summary>
    public ImmutableArray<string> RequiredColumns { get; init; } = [];

    /// <summary>
    /// DuckDB's type for columns that should not be guessed, such as <c>VARCHAR</c>. The others are guessed from all rows; numbers
    /// with leading zeros (<c>007</c>) stay texts, so that no id loses its zeros.
    /// </summary>
    public ImmutableDictionary<string, string> Types { get; init; } = ImmutableDictionary<string, string>.Empty;
}
