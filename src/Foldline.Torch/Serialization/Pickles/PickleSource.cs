using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Foldline.Torch.Serialization.Pickles;

/// <summary>Reads the arguments of opcodes; no length is believed beyond what the stream still holds.</summary>
internal sealed class PickleSource(Stream stream, string file)
{
    private const int MaxLine = 64 * 1024;
    private const int MaxLongBytes = 256;
    private const long MaxCopied = 16_000_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private long copied;

    public byte Byte()
    {
        var value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw Malformed("it ends too early");
    }

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(sizeof(ulong)));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(sizeof(double)));

    public byte[] Bytes(ulong count)
    {
        if (count > (ulong)(stream.Length - stream.Position) || count > int.MaxValue / 2)
            throw Malformed($"something in it claims {count} bytes, {stream.Length - stream.Position} are left");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public string Utf8(ulong count) => Decode(Bytes(count));

    public string Latin1(ulong count) => Encoding.Latin1.GetString(Bytes(count));

    public string Line()
    {
        var bytes = new List<byte>();
        for (var b = Byte(); b != '\n'; b = Byte())
        {
            bytes.Add(b);
            if (bytes.Count > MaxLine)
                throw Malformed("a line of it is too long");
        }

        return Decode([.. bytes]);
    }

    /// <summary>A whole number as <see cref="long"/>, or as <see cref="BigInteger"/> where that is too small.</summary>
    public object WholeNumber(ulong count)
    {
        if (count > MaxLongBytes)
            throw Malformed($"a number of {count} bytes is too large");
        return Narrow(new BigInteger(Bytes(count)));
    }

    public object WholeNumberLine()
    {
        var line = Line().TrimEnd('L');
        if (line.Length <= MaxLongBytes && BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Narrow(number);
        throw Malformed("a whole number is expected");
    }

    public double DoubleLine() =>
        double.TryParse(Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed("a number is expected");

    /// <summary>Counts items that a call copies: a pickle can ask for copies of one list without end.</summary>
    public void CountCopies(int items)
    {
        copied += items;
        if (copied > MaxCopied)
            throw Malformed($"it copies more than {MaxCopied} items, as if made to fill the memory");
    }

    public FoldlineException Malformed(string what) => FoldlineException.User(
        "FL2113",
        $"The pickle in '{file}' cannot be read: {what}. The file is damaged or no checkpoint; download it again, or save the weights anew with torch.save(model.state_dict(), …).",
        null,
        ("file", file));

    private static object Narrow(BigInteger number) =>
        number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;

    private string Decode(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("a text in it is not UTF-8");
        }
    }
}
