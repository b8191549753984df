namespace Foldline;

/// <summary>
/// Replaces files, never edits them: the content goes to a temporary name in the same folder, is flushed to the disk and
/// renamed. A reader sees the old file or the new one, never a part; a full disk leaves the old file as it was.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a file through a stream.</summary>
    /// <param name="path">File to create or replace; its folder is created when missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written (full disk, read-only folder, no permission).</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw CannotWrite(path, e);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    /// <summary>Writes a text file as UTF-8 without a byte order mark.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Lets another library write to a temporary name in the same folder, then renames it.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="writeTo">Receives the temporary path and creates that file.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void WriteThrough(string path, Action<string> writeTo)
    {
        // The extension stays, since some writers choose the format by it.
        var temporary = Path.Combine(
            Path.GetDirectoryName(Path.GetFullPath(path))!,
            $".{Path.GetFileNameWithoutExtension(path)}.{Guid.NewGuid():N}.tmp{Path.GetExtension(path)}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
            writeTo(temporary);
            using (var handle = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(handle);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw CannotWrite(path, e);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    private static FoldlineException CannotWrite(string path, Exception e) => FoldlineException.User(
        "FL1001",
        $"Cannot write '{path}': {e.Message} Free some space or choose another folder; what was there before is unchanged.",
        e,
        ("file", path));

    // A file larger than the file system or a limit of the process allows (EFBIG) is an argument out of range to .NET.
    private static bool IsRefusal(Exception e) =>
        e is IOException or UnauthorizedAccessException || (e is ArgumentOutOfRangeException && e.TargetSite?.DeclaringType == typeof(RandomAccess));

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A left-over temporary file is harmless; the first error matters more.
        }
    }
}
