using System.Collections.Immutable;
using System.IO.Compression;

namespace Foldline.Data.Arrays;

/// <summary>Reads and writes NumPy's <c>.npz</c>: a zip file of <c>.npy</c> members, stored or deflated. Thread-safe.</summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    // Zip cannot store a date before 1980; a fixed one keeps the bytes the same each time.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>Arrays by name, in the file's order; <c>arr_0</c> … when they were saved without names.</returns>
    /// <exception cref="FoldlineException">FL4401: it cannot be opened. FL4402: it is damaged. FL4403: an element type is not read.</exception>
    public static OrderedDictionary<string, NumericArray> Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NpyFile.CannotRead(path, e);
        }
    }

    /// <summary>Reads all arrays of a stream.</summary>
    /// <param name="stream">Seekable stream.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="FoldlineException">FL4402: it is damaged. FL4403: an element type is not read.</exception>
    public static OrderedDictionary<string, NumericArray> Read(Stream stream, string name)
    {
        var arrays = new OrderedDictionary<string, NumericArray>(StringComparer.Ordinal);
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries)
            {
                var key = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
                if (!arrays.TryAdd(key, ReadMember(entry, $"{name}/{entry.FullName}")))
                    throw NpyHeader.Damaged(name, $"the array '{key}' is in it twice");
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentOutOfRangeException)
        {
            throw NpyHeader.Damaged(name, $"it is no complete zip file ({e.Message.TrimEnd('.')})");
        }

        return arrays;
    }

    /// <summary>Writes a file atomically; the same arrays give the same bytes.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="arrays">Arrays by name.</param>
    /// <param name="compress">Whether members are deflated, as by <c>numpy.savez_compressed</c>.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, NumericArray>> arrays, bool compress = false) => AtomicFile.Write(path, stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays.ToImmutableArray())
        {
            var entry = zip.CreateEntry(name + Extension, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            entry.LastWriteTime = Date;
            using var member = entry.Open();
            NpyFile.Write(member, array);
        }
    });

    private static NumericArray ReadMember(ZipArchiveEntry entry, string name)
    {
        using var member = new ChecksumStream(entry.Open());
        var array = NpyFile.Read(member, name);
        if (member.ReadByte() >= 0)
            throw NpyHeader.Damaged(name, "more bytes follow the array than its shape needs");
        return member.Checksum == entry.Crc32 ? array : throw NpyHeader.Damaged(name, "its checksum does not fit its bytes");
    }
}
