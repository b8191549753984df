using System.Buffers.Binary;
using System.IO.Compression;

namespace Foldline.Data.TfRecords;

/// <summary>Writes TFRecord files as TensorFlow does; the same records give the same bytes.</summary>
public static class TfRecordWriter
{
    /// <summary>Writes a file atomically.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="records">The records.</param>
    /// <param name="compress">Whether the file is compressed with gzip.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path, IEnumerable<ReadOnlyMemory<byte>> records, bool compress = false) => AtomicFile.Write(path, stream =>
    {
        using var packed = compress ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : null;
        foreach (var record in records)
            Append(packed ?? stream, record.Span);
    });

    /// <summary>Writes one record to a stream.</summary>
    /// <param name="stream">Stream to write to.</param>
    /// <param name="record">The record's bytes.</param>
    public static void Append(Stream stream, ReadOnlySpan<byte> record)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.ComputeMasked(header[..8]));
        stream.Write(header);
        stream.Write(record);
        BinaryPrimitives.WriteUInt32LittleEndian(header, Crc32C.ComputeMasked(record));
        stream.Write(header[..4]);
    }
}
