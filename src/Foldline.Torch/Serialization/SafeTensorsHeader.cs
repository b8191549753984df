using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Foldline.Torch.Serialization;

/// <summary>The checked header of a <c>.safetensors</c> file.</summary>
internal sealed class SafeTensorsHeader
{
    public const string MetadataKey = "__metadata__";
    private const int MaxLength = 100_000_000;

    private SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> entries, IReadOnlyDictionary<string, string> metadata, long dataStart)
    {
        Entries = entries;
        Metadata = metadata;
        DataStart = dataStart;
    }

    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public long DataStart { get; }

    public static SafeTensorsHeader Read(Stream stream, string file)
    {
        var text = ReadText(stream, file);
        var parser = new SafeTensorsHeaderParser(file);
        try
        {
            parser.Parse(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(file, $"its header is not the JSON that the format asks for ({e.Message})");
        }

        var dataStart = sizeof(ulong) + (long)text.Length;
        CheckCoverage(file, parser.Entries, stream.Length - dataStart);
        return new SafeTensorsHeader(parser.Entries, parser.Metadata, dataStart);
    }

    /// <summary>The header's bytes, padded with blanks so that the data starts at a multiple of 8.</summary>
    public static byte[] Format(IReadOnlyList<StoredTensor> tensors, StoredTensor[] placed, IReadOnlyDictionary<string, string>? metadata)
    {
        var begins = Place(placed);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            foreach (var tensor in tensors)
                WriteEntry(json, tensor, begins[tensor.Name]);
            json.WriteEndObject();
        }

        var padded = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        padded.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }

    public static FoldlineException Damaged(string file, string what) => FoldlineException.User(
        "FL2101",
        $"'{file}' is not a usable .safetensors file: {what}. Download or save it again.",
        null,
        ("file", file));

    public static FoldlineException WrongEntry(string file, string tensor, string what) => FoldlineException.User(
        "FL2102",
        $"'{file}': the entry of tensor '{tensor}' is wrong: {what}. Download or save the file again.",
        null,
        ("file", file),
        ("tensor", tensor));

    private static byte[] ReadText(Stream stream, string file)
    {
        try
        {
            if (stream.Length < sizeof(ulong))
                throw Damaged(file, $"it has {stream.Length} bytes, at least 8 are needed");
            stream.Position = 0;
            Span<byte> prefix = stackalloc byte[sizeof(ulong)];
            stream.ReadExactly(prefix);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (length > MaxLength || (long)length > stream.Length - sizeof(ulong))
                throw Damaged(file, $"its header claims {length} bytes, the file has {stream.Length} and the format allows {MaxLength}");
            var text = new byte[length];
            stream.ReadExactly(text);
            if (!Utf8.IsValid(text))
                throw Damaged(file, "its header is not valid UTF-8");
            return text;
        }
        catch (IOException e)
        {
            throw WeightFile.CannotRead(file, e);
        }
    }

    /// <summary>Sorted by position, the tensors must lie one after the other from the first byte of the data to the last.</summary>
    private static void CheckCoverage(string file, IReadOnlyList<SafeTensorsEntry> entries, long dataLength)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != position)
                throw WrongEntry(file, entry.Name, $"its data starts at byte {entry.Begin}, the tensor before it ends at {position} (holes and overlaps are not allowed)");
            position = entry.End;
        }

        if (position != dataLength)
            throw Damaged(file, $"its tensors take {position} bytes, the file holds {dataLength}");
    }

    private static Dictionary<string, long> Place(StoredTensor[] placed)
    {
        var begins = new Dictionary<string, long>(StringComparer.Ordinal);
        var position = 0L;
        foreach (var tensor in placed)
        {
            if (tensor.Name == MetadataKey || !begins.TryAdd(tensor.Name, position))
                throw CannotStore(tensor, "the name is taken; names must differ");
            var count = WeightFile.CountOf(tensor.Shape);
            if (count < 0 || count != tensor.Bytes.Length / tensor.DType.ElementSize() || tensor.Bytes.Length % tensor.DType.ElementSize() != 0)
                throw CannotStore(tensor, $"it has {tensor.Bytes.Length} bytes, which do not fit its shape and type");
            position += tensor.Bytes.Length;
        }

        return begins;
    }

    private static FoldlineException CannotStore(StoredTensor tensor, string what) => FoldlineException.Internal(
        "FL2103",
        $"The tensor {tensor} cannot be written to a .safetensors file: {what}.",
        null,
        ("tensor", tensor.Name));

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null || metadata.Count == 0)
            return;
        json.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, StoredTensor tensor, long begin)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", SafeTensorsTypes.NameOf(tensor.DType));
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
