using System.Buffers.Binary;
using System.IO.Compression;

namespace Foldline.Data.TfRecords;

/// <summary>
/// Reads TFRecord files: per record the length (64 bit), its masked CRC-32C, the bytes and their masked CRC-32C; plain, gzip or zlib as
/// a whole, told apart by the first bytes. Every checksum is verified. Definition: TensorFlow's <c>record_reader</c>.
/// </summary>
public static class TfRecordReader
{
    private const int HeaderSize = 12;
    private const int FooterSize = 4;
    private const int Chunk = 1 << 20;

    /// <summary>Reads the records of a file, one after the other; those before a fault are given before its error.</summary>
    /// <param name="path">File to read; open while the enumeration runs.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL4501: the file cannot be opened. FL4502, while enumerating: it is damaged.</exception>
    public static IEnumerable<byte[]> Read(string path, CancellationToken cancellation = default)
    {
        using var stream = Open(path);
        foreach (var record in Read(stream, path, cancellation))
            yield return record;
    }

    /// <summary>Reads the records of a stream.</summary>
    /// <param name="stream">Seekable stream; read from its start.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FoldlineException">FL4502, while enumerating: it is damaged.</exception>
    public static IEnumerable<byte[]> Read(Stream stream, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var plain = Inflate(stream);
        for (var number = 0; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ReadRecord(plain, name, number) is not { } record)
                yield break;
            yield return record;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FoldlineException.User("FL4501", $"'{path}' cannot be read: {e.Message} Check the path and its permissions.", e, ("file", path));
        }
    }

    // A plain file begins with a length and its checksum, which no compressed file does but by a chance of one in four billion.
    private static Stream Inflate(Stream stream)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[HeaderSize];
        var read = stream.ReadAtLeast(start, HeaderSize, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read >= HeaderSize && IsChecked(start[..8], start[8..]))
            return new BufferedStream(stream);
        if (read >= 2 && start[0] == 0x1f && start[1] == 0x8b)
            return new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        var isZlib = read >= 2 && (start[0] & 0x0f) == 8 && BinaryPrimitives.ReadUInt16BigEndian(start) % 31 == 0;
        return isZlib ? new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true) : new BufferedStream(stream);
    }

    private static byte[]? ReadRecord(Stream stream, string name, int number)
    {
        try
        {
            Span<byte> header = stackalloc byte[HeaderSize];
            var read = stream.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
            if (read == 0)
                return null;
            if (read < HeaderSize)
                throw Damaged(name, number, "the file ends within its length");
            if (!IsChecked(header[..8], header[8..]))
                throw Damaged(name, number, "the checksum of its length is wrong");
            var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (length > (ulong)Array.MaxLength - FooterSize)
                throw Damaged(name, number, $"it claims {length} bytes; at most {Array.MaxLength - FooterSize} are read");
            var bytes = ReadBytes(stream, (int)length + FooterSize, name, number);
            return IsChecked(bytes.AsSpan(0, (int)length), bytes.AsSpan((int)length))
                ? bytes.AsSpan(0, (int)length).ToArray()
                : throw Damaged(name, number, "the checksum of its bytes is wrong");
        }
        catch (InvalidDataException e)
        {
            throw Damaged(name, number, $"the compressed file is damaged there ({e.Message.TrimEnd('.')})");
        }
        catch (IOException e)
        {
            throw FoldlineException.User("FL4501", $"'{name}' cannot be read: {e.Message} Check the disk.", e, ("file", name));
        }
    }

    // The length may promise more than the file holds, so memory grows with what really comes.
    private static byte[] ReadBytes(Stream stream, int count, string name, int number)
    {
        var bytes = new byte[Math.Min(count, Chunk)];
        for (var read = 0; read < count;)
        {
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            var now = stream.Read(bytes.AsSpan(read));
            if (now == 0)
                throw Damaged(name, number, $"the file ends within it: {count - FooterSize} bytes and a checksum are announced, {read} bytes follow");
            read += now;
        }

        return bytes;
    }

    private static bool IsChecked(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum) =>
        Crc32C.ComputeMasked(bytes) == BinaryPrimitives.ReadUInt32LittleEndian(checksum);

    private static FoldlineException Damaged(string name, int number, string what) => FoldlineException.User(
        "FL4502",
        $"Record {number} of '{name}' is damaged: {what}. The {number} records before it are good; copy the file again from its source.",
        null,
        ("file", name),
        ("record", $"{number}"));
}
