using System.Collections.Concurrent;
using System.Text;

namespace Foldline.Pipelines.Samples;

/// <summary>Writes the files of a sample data set.</summary>
/// <param name="folder">The data set's folder.</param>
/// <param name="progress">Receives the share that is done, 0 … 1; may be null.</param>
/// <param name="cancellation">Stops between files.</param>
internal sealed class SampleFiles(string folder, IProgress<double>? progress, CancellationToken cancellation)
{
    /// <summary>Makes a folder for files of one kind and drops those of an earlier sample, in its subfolders too.</summary>
    /// <param name="name">Folder within the data set.</param>
    /// <param name="pattern">Such as <c>*.png</c>.</param>
    /// <exception cref="FoldlineException">FL1001: it cannot be made.</exception>
    public void Empty(string name, string pattern)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(path);
            foreach (var file in Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories))
                File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <summary>Makes one file for each item, on all cores. Files can be made again, so they are not flushed to the disk one by one.</summary>
    /// <param name="items">The items.</param>
    /// <param name="nameOf">Path of an item's file within the data set.</param>
    /// <param name="make">Makes its bytes.</param>
    /// <exception cref="FoldlineException">FL1001: a file cannot be written.</exception>
    public void WriteEach<T>(IReadOnlyCollection<T> items, Func<T, string> nameOf, Func<T, byte[]> make) =>
        ForEach(items, item =>
        {
            var path = Path.Combine(folder, nameOf(item));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, make(item));
        });

    /// <summary>Does something for each item, on all cores.</summary>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes an item's file.</param>
    /// <exception cref="FoldlineException">FL1001: a file cannot be written.</exception>
    public void ForEach<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        var done = 0;
        var failures = new ConcurrentQueue<FoldlineException>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.ForEach(items, parallel, (item, loop) =>
        {
            if (Try(write, item) is { } failure)
            {
                failures.Enqueue(failure);
                loop.Stop();
            }

            progress?.Report((double)Interlocked.Increment(ref done) / items.Count);
        });
        if (failures.TryDequeue(out var first))
            throw first;
    }

    /// <summary>Writes a table.</summary>
    /// <param name="name">File within the data set.</param>
    /// <param name="header">First line.</param>
    /// <param name="lines">The others.</param>
    /// <exception cref="FoldlineException">FL1001: it cannot be written.</exception>
    public void WriteLines(string name, string header, IEnumerable<string> lines)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var line in lines)
            text.Append(line).Append('\n');
        AtomicFile.WriteText(Path.Combine(folder, name), text.ToString());
    }

    private FoldlineException? Try<T>(Action<T> write, T item)
    {
        try
        {
            write(item);
            return null;
        }
        catch (FoldlineException e)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CannotWrite(folder, e);
        }
    }

    private static FoldlineException CannotWrite(string path, Exception e) =>
        FoldlineException.User("FL1001", $"Cannot write '{path}': {e.Message} Free some space or choose another folder.", e, ("file", path));
}
