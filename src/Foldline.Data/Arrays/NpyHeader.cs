using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Foldline.Data.Arrays;

/// <summary>The header of an <c>.npy</c> file, versions 1.0, 2.0 and 3.0. Definition: NumPy's <c>numpy.lib.format</c>.</summary>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Lengths of the dimensions.</param>
/// <param name="IsBigEndian">Whether the high byte of an element comes first.</param>
/// <param name="IsFortranOrder">Whether the first dimension is the fastest.</param>
internal sealed record NpyHeader(ArrayType Type, ImmutableArray<long> Shape, bool IsBigEndian, bool IsFortranOrder)
{
    private const int Alignment = 64;
    private const int MaxLength = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of the elements; they fit an <see cref="int"/>.</summary>
    public int ByteCount => (int)Shape.Aggregate((long)Type.Size(), (product, length) => product * length);

    /// <summary>Reads a header and leaves the stream at the first element.</summary>
    /// <exception cref="FoldlineException">FL4402, FL4403.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
            throw Damaged(name, "it does not begin as an .npy file does");
        var (version, minor) = (start[6], start[7]);
        if (version is < 1 or > 3 || minor != 0)
            throw Damaged(name, $"its version {version}.{minor} is unknown; 1.0, 2.0 and 3.0 are read");
        var text = ReadText(stream, name, version);
        try
        {
            return Parse(text, name);
        }
        catch (FormatException e)
        {
            throw Damaged(name, $"its header is no dictionary as NumPy writes it: {e.Message}");
        }
    }

    /// <summary>The header's bytes as NumPy writes them: version 1.0, padded so that the elements are aligned.</summary>
    public byte[] ToBytes()
    {
        var lengths = string.Concat(Shape.Select(length => $"{length.ToString(CultureInfo.InvariantCulture)}, "));
        var shape = Shape.Length == 1 ? lengths.TrimEnd() : lengths.TrimEnd(',', ' ');
        var order = Type.Size() == 1 ? '|' : '<';
        var text = $"{{'descr': '{order}{Type.Code()}', 'fortran_order': False, 'shape': ({shape}), }}";
        var before = Magic.Length + 4;
        var padded = (before + text.Length + 1 + Alignment - 1) / Alignment * Alignment - before;
        var bytes = new byte[before + padded];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)padded);
        Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + '\n', bytes.AsSpan(before));
        return bytes;
    }

    /// <summary>An error that names the file.</summary>
    public static FoldlineException Damaged(string name, string what) =>
        FoldlineException.User("FL4402", $"'{name}' cannot be read as an array: {what}. Copy it again from its source, or write it anew with numpy.save.", null, ("file", name));

    private static string ReadText(Stream stream, string name, int version)
    {
        Span<byte> lengthBytes = stackalloc byte[version == 1 ? 2 : 4];
        if (stream.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false) < lengthBytes.Length)
            throw Damaged(name, "it ends within its header");
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaxLength)
            throw Damaged(name, $"its header claims {length} bytes; at most {MaxLength} are read");
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Damaged(name, "it ends within its header");
        return version == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    private static NpyHeader Parse(string text, string name)
    {
        if (PythonLiteral.Parse(text) is not Dictionary<string, object?> entries
            || entries.Count != 3
            || !entries.TryGetValue("descr", out var descr)
            || !entries.TryGetValue("fortran_order", out var order)
            || !entries.TryGetValue("shape", out var shape))
        {
            throw new FormatException("expected are 'descr', 'fortran_order' and 'shape'");
        }

        if (order is not bool isFortranOrder || shape is not ImmutableArray<object?> lengths)
            throw new FormatException("'fortran_order' is no truth value or 'shape' is no tuple");
        var (type, isBigEndian) = ParseType(descr, name);
        return new NpyHeader(type, CheckShape(lengths, type, name), isBigEndian, isFortranOrder);
    }

    private static (ArrayType Type, bool IsBigEndian) ParseType(object? descr, string name)
    {
        if (descr is string { Length: > 1 } text && text[0] is '<' or '>' or '|' or '=' && ArrayTypes.FromCode(text[1..]) is { } type)
            return (type, text[0] == '>');
        var found = descr as string ?? "a structure of several fields";
        throw FoldlineException.User(
            "FL4403",
            $"'{name}' holds elements of the type '{found}', which is not read (nothing in it was run). Expected are booleans, whole numbers of 1 to 8 bytes and real numbers of 2, 4 or 8 bytes: convert it in Python with array.astype.",
            null,
            ("file", name),
            ("type", found));
    }

    private static ImmutableArray<long> CheckShape(ImmutableArray<object?> lengths, ArrayType type, string name)
    {
        if (!lengths.All(length => length is >= 0L))
            throw new FormatException("a length in 'shape' is negative or no whole number");
        var shape = lengths.Select(length => (long)length!).ToImmutableArray();
        Int128 bytes = type.Size();
        foreach (var length in shape.Where(length => length > 0))
        {
            bytes *= length;
            if (bytes > Array.MaxLength)
                throw Damaged(name, $"its shape ({string.Join(", ", shape)}) takes more than the {Array.MaxLength} bytes that an array can hold");
        }

        return shape;
    }
}
