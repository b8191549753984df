using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Foldline.Imaging.Dicom;

/// <summary>
/// Reads the elements of a DICOM file (part 10: preamble, meta information, data set): explicit and implicit value representations,
/// both byte orders, sequences of known and unknown length, compressed pixels as fragments. Values are views of the file's bytes.
/// </summary>
internal sealed class DicomParser
{
    private const int PreambleLength = 128;
    private const uint Undefined = uint.MaxValue;
    private const int MaxDepth = 32;

    private static readonly HashSet<string> LongForms = ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"];

    private readonly string name;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly bool isBigEndian;
    private bool isExplicit;
    private int at;
    private int depth;

    private DicomParser(ReadOnlyMemory<byte> bytes, bool isExplicit, bool isBigEndian, string name) =>
        (this.bytes, this.isExplicit, this.isBigEndian, this.name) = (bytes, isExplicit, isBigEndian, name);

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="maxBytes">Most bytes that a deflated data set may take.</param>
    /// <exception cref="FoldlineException">FL3101, FL3102, FL3103, FL3106, FL3107, FL3108.</exception>
    public static (TransferSyntax Syntax, DicomDataset Dataset) Parse(ReadOnlyMemory<byte> file, string name, long maxBytes)
    {
        if (file.Length < PreambleLength + 4 || !file.Span[PreambleLength..].StartsWith("DICM"u8))
            throw DicomRefusal.NotDicom(name);
        var meta = new DicomDataset();
        var parser = new DicomParser(file, true, false, name) { at = PreambleLength + 4 };
        if (parser.IsAtEnd)
            throw DicomRefusal.Truncated(name, "it ends after the letters DICM");
        while (!parser.IsAtEnd && parser.PeekGroup() == 2)
            meta.Add(parser.ReadElement());
        var uid = meta.Text(DicomTag.TransferSyntaxUid) ?? throw DicomRefusal.BadHeader(name, "it does not name its transfer syntax (0002,0010)");
        var syntax = TransferSyntax.Find(uid) ?? throw DicomRefusal.UnsupportedSyntax(name, uid);
        var rest = file[parser.at..];
        var body = new DicomParser(syntax.IsDeflated ? Inflate(rest, name, maxBytes) : rest, syntax.IsExplicit, syntax.IsBigEndian, name);
        return (syntax, body.ReadDataset(body.bytes.Length));
    }

    private bool IsAtEnd => at >= bytes.Length;

    private static byte[] Inflate(ReadOnlyMemory<byte> packed, string name, long maxBytes)
    {
        using var source = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var target = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                if (target.Length + read > maxBytes)
                    throw DicomRefusal.TooLarge(name, $"its deflated elements take more than {maxBytes} bytes");
                target.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            throw DicomRefusal.Truncated(name, $"its deflated elements are damaged ({e.Message.TrimEnd('.')})");
        }

        return target.ToArray();
    }

    private DicomDataset ReadDataset(int end)
    {
        var dataset = new DicomDataset();
        while (at < end)
            dataset.Add(ReadElement());
        return dataset;
    }

    private ushort PeekGroup() => bytes.Length - at < 2 ? (ushort)0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[at..]);

    private DicomElement ReadElement()
    {
        var tag = ReadTag();
        var (vr, length) = ReadLength(tag);
        if (tag == DicomTag.PixelData && length == Undefined)
            return new DicomElement(tag, vr, default, isBigEndian) { Fragments = ReadFragments() };
        if (vr == "SQ")
            return new DicomElement(tag, vr, default, isBigEndian) { Items = ReadItems(length) };
        if (length == Undefined)
            return new DicomElement(tag, vr, default, isBigEndian) { Items = ReadUnknownItems() };
        return new DicomElement(tag, vr, Take(length, tag), isBigEndian);
    }

    private (string Vr, uint Length) ReadLength(uint tag)
    {
        if (!isExplicit)
            return (tag is DicomTag.ModalityLutSequence or DicomTag.VoiLutSequence ? "SQ" : "UN", ReadUInt32());
        var vr = Encoding.Latin1.GetString(Take(2, tag).Span);
        if (vr.Any(letter => letter is < 'A' or > 'Z'))
            throw DicomRefusal.BadHeader(name, $"at byte {at} a value representation of two letters is missing");
        if (!LongForms.Contains(vr))
            return (vr, ReadUInt16());
        Take(2, tag);
        return (vr, ReadUInt32());
    }

    private List<DicomDataset> ReadItems(uint length)
    {
        if (++depth > MaxDepth)
            throw DicomRefusal.BadHeader(name, $"its sequences are nested more than {MaxDepth} deep");
        var items = new List<DicomDataset>();
        var end = length == Undefined ? int.MaxValue : EndOf(length);
        while (at < end)
        {
            var tag = ReadTag();
            var itemLength = ReadUInt32();
            if (tag == DicomTag.SequenceEnd && length == Undefined)
                break;
            if (tag != DicomTag.Item && length == Undefined)
                throw DicomRefusal.Truncated(name, $"a sequence does not end before the tag {Format(tag)}");
            if (tag != DicomTag.Item)
                throw DicomRefusal.BadHeader(name, $"a sequence holds the tag {Format(tag)} where an item should begin");
            items.Add(itemLength == Undefined ? ReadOpenItem() : ReadDataset(EndOf(itemLength)));
        }

        depth--;
        return items;
    }

    // A sequence whose representation the writer did not know (UN) has implicit elements, whatever the file has.
    private List<DicomDataset> ReadUnknownItems()
    {
        var outside = isExplicit;
        isExplicit = false;
        var items = ReadItems(Undefined);
        isExplicit = outside;
        return items;
    }

    private DicomDataset ReadOpenItem()
    {
        var dataset = new DicomDataset();
        while (true)
        {
            var start = at;
            if (ReadTag() == DicomTag.ItemEnd)
            {
                ReadUInt32();
                return dataset;
            }

            at = start;
            dataset.Add(ReadElement());
        }
    }

    private List<ReadOnlyMemory<byte>> ReadFragments()
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        while (true)
        {
            var tag = ReadTag();
            if (tag is not (DicomTag.Item or DicomTag.SequenceEnd))
                throw DicomRefusal.CorruptPixels(name, $"its compressed pixels hold the tag {Format(tag)} where a fragment should begin");
            var length = ReadUInt32();
            if (tag == DicomTag.SequenceEnd)
                return fragments;
            fragments.Add(Take(length, tag));
        }
    }

    private int EndOf(uint length) =>
        length <= bytes.Length - at ? at + (int)length : throw DicomRefusal.Truncated(name, $"a part of {length} bytes is announced at byte {at}, but the file ends {bytes.Length - at} bytes later");

    private ReadOnlyMemory<byte> Take(uint length, uint tag)
    {
        if (length > bytes.Length - at)
            throw DicomRefusal.Truncated(name, $"the element {Format(tag)} announces {length} bytes, but the file ends {bytes.Length - at} bytes later");
        var value = bytes.Slice(at, (int)length);
        at += (int)length;
        return value;
    }

    private uint ReadTag()
    {
        var group = ReadUInt16();
        return (uint)group << 16 | ReadUInt16();
    }

    private ushort ReadUInt16()
    {
        var value = Take(2, 0).Span;
        return isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value);
    }

    private uint ReadUInt32()
    {
        var value = Take(4, 0).Span;
        return isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value);
    }

    private static string Format(uint tag) => $"({tag >> 16:X4},{tag & 0xffff:X4})";
}
