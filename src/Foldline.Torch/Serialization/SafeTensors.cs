using System.Buffers.Binary;

namespace Foldline.Torch.Serialization;

/// <summary>
/// Reads and writes <c>.safetensors</c>: the header's length as a little-endian 64-bit number, a JSON header of at most 100 MB
/// (name → dtype, shape, data_offsets; texts under <c>__metadata__</c>), then the tensors' bytes without holes or overlaps.
/// Definition: huggingface/safetensors. Thread-safe.
/// </summary>
public static class SafeTensors
{
    /// <summary>Reads a whole file, one array per tensor.</summary>
    /// <param name="path">File to read.</param>
    /// <param name="isWanted">Which tensors are read, by name; null reads all.</param>
    /// <exception cref="FoldlineException">FL2100: the file cannot be opened. FL2101: the header is damaged. FL2102: a tensor's entry is wrong.</exception>
    public static SafeTensorsContent Read(string path, Func<string, bool>? isWanted = null)
    {
        using var stream = WeightFile.Open(path);
        return Read(stream, path, isWanted);
    }

    /// <summary>Reads a whole stream, one array per tensor.</summary>
    /// <param name="stream">Seekable stream; read from its start.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="isWanted">Which tensors are read, by name; null reads all.</param>
    /// <inheritdoc cref="Read(string, Func{string, bool})"/>
    public static SafeTensorsContent Read(Stream stream, string name, Func<string, bool>? isWanted = null)
    {
        var header = SafeTensorsHeader.Read(stream, name);
        var wanted = header.Entries.Where(entry => isWanted?.Invoke(entry.Name) ?? true);
        return new SafeTensorsContent([.. wanted.Select(entry => ReadTensor(stream, name, header, entry))], header.Metadata);
    }

    /// <summary>Names of the tensors, from the header alone.</summary>
    /// <param name="path">File to read.</param>
    /// <inheritdoc cref="Read(string, Func{string, bool})"/>
    public static IReadOnlyList<string> ReadNames(string path)
    {
        using var stream = WeightFile.Open(path);
        return [.. SafeTensorsHeader.Read(stream, path).Entries.Select(entry => entry.Name)];
    }

    /// <summary>Reads tensors one after the other, so that only one of them needs memory at a time.</summary>
    /// <param name="path">File to read; open while the enumeration runs.</param>
    /// <inheritdoc cref="Read(string, Func{string, bool})"/>
    public static IEnumerable<StoredTensor> ReadEach(string path)
    {
        using var stream = WeightFile.Open(path);
        var header = SafeTensorsHeader.Read(stream, path);
        foreach (var entry in header.Entries)
            yield return ReadTensor(stream, path, header, entry);
    }

    /// <summary>
    /// Writes a file atomically. The same tensors in the same order give the same bytes: the header keeps the given order,
    /// the data lies sorted by element size (largest first), so that every tensor is aligned.
    /// </summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="tensors">Tensors with distinct names.</param>
    /// <param name="metadata">Free texts; none by default.</param>
    /// <exception cref="FoldlineException">FL2103: a name occurs twice or the bytes do not fit the shape. FL1001: the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Receives the file's content.</param>
    /// <param name="tensors">Tensors with distinct names.</param>
    /// <param name="metadata">Free texts; none by default.</param>
    /// <exception cref="FoldlineException">FL2103: a name occurs twice or the bytes do not fit the shape.</exception>
    public static void Write(Stream stream, IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // OrderBy is stable: tensors of one element size keep their order.
        StoredTensor[] placed = [.. tensors.OrderByDescending(tensor => tensor.DType.ElementSize())];
        var header = SafeTensorsHeader.Format(tensors, placed, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in placed)
            stream.Write(tensor.Bytes.Span);
    }

    private static StoredTensor ReadTensor(Stream stream, string file, SafeTensorsHeader header, SafeTensorsEntry entry)
    {
        try
        {
            var bytes = GC.AllocateUninitializedArray<byte>((int)(entry.End - entry.Begin));
            stream.Position = header.DataStart + entry.Begin;
            stream.ReadExactly(bytes);
            return new StoredTensor(entry.Name, entry.DType, entry.Shape, bytes);
        }
        catch (IOException e)
        {
            throw WeightFile.CannotRead(file, e);
        }
    }
}
