using System.Collections.Immutable;

namespace Foldline.Data.Arrays;

/// <summary>
/// Reads and writes NumPy's <c>.npy</c>: versions 1.0 to 3.0, either byte order, C and Fortran order. Objects (pickles) are refused
/// and never run. Thread-safe.
/// </summary>
public static class NpyFile
{
    private const int Chunk = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="FoldlineException">FL4401: it cannot be opened. FL4402: it is damaged or no array. FL4403: its element type is not read.</exception>
    public static NumericArray Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotRead(path, e);
        }
    }

    /// <summary>Reads only what a file says of its array.</summary>
    /// <param name="path">File to read.</param>
    /// <returns>Element type and lengths of the dimensions.</returns>
    /// <exception cref="FoldlineException">FL4401, FL4402, FL4403.</exception>
    public static (ArrayType Type, ImmutableArray<long> Shape) ReadShape(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var header = NpyHeader.Read(stream, path);
            return (header.Type, header.Shape);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotRead(path, e);
        }
    }

    /// <summary>Reads an array from a stream's position; what follows it is left.</summary>
    /// <param name="stream">Stream to read.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="FoldlineException">FL4402, FL4403.</exception>
    public static NumericArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = NpyHeader.Read(stream, name);
        var bytes = ReadElements(stream, header.ByteCount, name);
        if (header.IsBigEndian)
            Reverse(bytes, header.Type.Size());
        return new NumericArray(header.Type, header.Shape, header.IsFortranOrder ? ToCOrder(bytes, header) : bytes);
    }

    /// <summary>Writes a file atomically: version 1.0, little-endian, C order; byte for byte as NumPy.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="array">Array to write.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path, NumericArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.Write(path, stream => Write(stream, array));
    }

    /// <summary>Writes an array to a stream.</summary>
    /// <param name="stream">Stream to write to.</param>
    /// <param name="array">Array to write.</param>
    public static void Write(Stream stream, NumericArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(new NpyHeader(array.Type, array.Shape, false, false).ToBytes());
        stream.Write(array.Bytes.Span);
    }

    internal static FoldlineException CannotRead(string path, Exception e) =>
        FoldlineException.User("FL4401", $"'{path}' cannot be read: {e.Message} Check the path and its permissions.", e, ("file", path));

    // The shape may promise more than the file holds, so memory grows with what really comes.
    private static byte[] ReadElements(Stream stream, int count, string name)
    {
        var bytes = new byte[Math.Min(count, Chunk)];
        for (var read = 0; read < count;)
        {
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            var now = stream.Read(bytes.AsSpan(read));
            if (now == 0)
                throw NpyHeader.Damaged(name, $"its shape needs {count} bytes, but only {read} follow the header");
            read += now;
        }

        return bytes;
    }

    private static void Reverse(Span<byte> bytes, int size)
    {
        for (; size > 1 && !bytes.IsEmpty; bytes = bytes[size..])
            bytes[..size].Reverse();
    }

    // Walks the elements in C order and keeps the offset of each in Fortran order, dimension by dimension.
    private static byte[] ToCOrder(byte[] source, NpyHeader header)
    {
        var (shape, size) = (header.Shape, header.Type.Size());
        var strides = new long[shape.Length];
        var stride = (long)size;
        for (var d = 0; d < shape.Length; stride *= shape[d++])
            strides[d] = stride;
        var target = new byte[source.Length];
        var index = new long[shape.Length];
        var from = 0L;
        for (var to = 0; to < target.Length; to += size)
        {
            source.AsSpan((int)from, size).CopyTo(target.AsSpan(to));
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                from += strides[d];
                if (++index[d] < shape[d])
                    break;
                from -= strides[d] * shape[d];
                index[d] = 0;
            }
        }

        return target;
    }
}
