namespace Foldline.Data;

/// <summary>How a <see cref="DuckDatabase"/> is opened.</summary>
public sealed record DuckOptions
{
    /// <summary>File of the database; null keeps it in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Folder to which relative paths of tables refer, in calls and inside queries; null is the current folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Threads of DuckDB; null is one for each core.</summary>
    public int? Threads { get; init; }

    /// <summary>Most bytes that DuckDB may take; null leaves it at DuckDB's own limit of 80 % of the memory.</summary>
    public long? MemoryLimitBytes { get; init; }
}
