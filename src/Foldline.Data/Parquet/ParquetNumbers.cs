using System.Buffers;
using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace Foldline.Data.Parquet;

/// <summary>
/// Reads Parquet files of plain numbers (no nesting; uncompressed or Snappy; plain or with dictionaries; what pandas writes) some times faster
/// than DuckDB, whose work for each column weighs in files of many columns and few rows.
/// </summary>
/// <param name="Names">Names of the columns.</param>
/// <param name="Columns">Their values; not-a-number where one is missing.</param>
public sealed record ParquetNumbers(ImmutableArray<string> Names, ImmutableArray<float[]> Columns)
{
    private const long LargestFile = 1L << 28;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null when it is damaged or of another kind: DuckDB reads it, or says what is wrong.</returns>
    public static ParquetNumbers? TryRead(string path)
    {
        try
        {
            if (!path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) || new FileInfo(path) is not { Exists: true, Length: < LargestFile })
                return null;
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            return TryRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Files come by the thousand, so the bytes of one lie where those of the one before did.
    private static ParquetNumbers? TryRead(SafeFileHandle file)
    {
        var length = (int)Math.Min(RandomAccess.GetLength(file), LargestFile);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var read = 0;
            while (read < length && RandomAccess.Read(file, bytes.AsSpan(read, length - read), read) is > 0 and var now)
                read += now;
            return TryRead(bytes.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="file">The bytes.</param>
    /// <returns>Null when they are damaged or of another kind.</returns>
    public static ParquetNumbers? TryRead(ReadOnlySpan<byte> file)
    {
        try
        {
            if (ParquetFooter.Read(file) is not { } footer)
                return null;
            var columns = footer.Columns.Select(_ => GC.AllocateUninitializedArray<float>(footer.Rows)).ToImmutableArray();
            var scratch = new ParquetScratch();
            var start = 0;
            foreach (var (rows, chunks) in footer.Groups)
            {
                for (var c = 0; c < columns.Length; c++)
                {
                    if (!new ParquetChunk(footer.Columns[c], chunks[c], scratch).TryRead(file, columns[c].AsSpan(start, rows)))
                        return null;
                }

                start += rows;
            }

            return new ParquetNumbers([.. footer.Columns.Select(column => column.Name)], columns);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or InvalidDataException or OverflowException)
        {
            return null;
        }
    }
}
