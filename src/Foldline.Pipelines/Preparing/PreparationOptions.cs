namespace Foldline.Pipelines.Preparing;

/// <summary>Where a preparation reads and writes, and how.</summary>
public sealed record PreparationOptions
{
    /// <summary>Folder that holds the folders to read.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder for pictures and tables; created when missing.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Whether the first refused file ends the work; otherwise it is listed and the rest goes on.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Paths in the output folder of the only files that are wanted; null makes all. Others that are there already stay.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>Whether another process that prepares files in the same folder is waited for instead of refused.</summary>
    public bool WaitsForOthers { get; init; }

    /// <summary>Files worked on at a time, at least 1; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
