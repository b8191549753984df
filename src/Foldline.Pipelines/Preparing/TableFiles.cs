using System.Collections.Concurrent;
using Foldline.Data;

namespace Foldline.Pipelines.Preparing;

/// <summary>
/// Reads table files for the threads of a preparation. Opening a database takes longer than reading a small file, so each is used again by
/// whichever thread is next. Thread-safe.
/// </summary>
internal sealed class TableFiles : IDisposable
{
    private readonly ConcurrentBag<DuckDatabase> idle = [];

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Parquet, CSV or JSON.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="FoldlineException">FL4102, FL4104, FL4109: it cannot be read.</exception>
    public Table Read(string path, CancellationToken cancellation)
    {
        var database = idle.TryTake(out var used) ? used : new DuckDatabase(new DuckOptions { Threads = 1 });
        try
        {
            return database.ReadFile(path, cancellation);
        }
        finally
        {
            idle.Add(database);
        }
    }

    /// <summary>Closes the databases; nobody reads any more.</summary>
    public void Dispose()
    {
        while (idle.TryTake(out var database))
            database.Dispose();
    }
}
