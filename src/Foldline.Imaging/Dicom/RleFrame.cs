using System.Buffers.Binary;

namespace Foldline.Imaging.Dicom;

/// <summary>
/// A frame of the RLE transfer syntax (PS3.5 annex G): a header of 16 numbers, then a PackBits segment for every byte of a value, high
/// bytes first, sample after sample.
/// </summary>
internal static class RleFrame
{
    private const int HeaderLength = 64;
    private const int MaxSegments = 15;

    /// <summary>Decodes a frame into planes of little-endian values.</summary>
    /// <exception cref="FoldlineException">FL3102: it ends too early. FL3108: its header or a segment does not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, FrameShape shape, Span<byte> decoded, string name)
    {
        if (frame.Length < HeaderLength)
            throw DicomRefusal.Truncated(name, "a frame ends within its RLE header");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (count > MaxSegments || count != shape.Samples * shape.Size)
            throw DicomRefusal.CorruptPixels(name, $"a frame has {count} RLE segments, but {shape.Samples} samples of {shape.Size} bytes need {shape.Samples * shape.Size}");
        var plane = shape.Rows * shape.Columns;
        var buffer = new byte[plane];
        for (var segment = 0; segment < count; segment++)
        {
            Unpack(Segment(frame, segment, (int)count, name), buffer, name);
            var (sample, high) = (segment / shape.Size, segment % shape.Size);
            var target = decoded.Slice(sample * plane * shape.Size, plane * shape.Size);
            for (var i = 0; i < plane; i++)
                target[(i * shape.Size) + (shape.Size - 1 - high)] = buffer[i];
        }
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> frame, int number, int count, string name)
    {
        var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + (4 * number))..]);
        var end = number + 1 < count ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(8 + (4 * number))..]) : (uint)frame.Length;
        return start >= HeaderLength && start <= end && end <= frame.Length
            ? frame[(int)start..(int)end]
            : throw DicomRefusal.CorruptPixels(name, $"RLE segment {number} lies from byte {start} to {end} of a frame of {frame.Length}");
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target, string name)
    {
        var (from, to) = (0, 0);
        while (to < target.Length)
        {
            if (from >= packed.Length)
                throw DicomRefusal.Truncated(name, $"an RLE segment gives {to} of {target.Length} values");
            var code = (sbyte)packed[from++];
            if (code == sbyte.MinValue)
                continue;
            var length = code >= 0 ? code + 1 : 1 - code;
            if (to + length > target.Length)
                throw DicomRefusal.CorruptPixels(name, "an RLE segment gives more values than the frame has");
            if (from + (code >= 0 ? length : 1) > packed.Length)
                throw DicomRefusal.Truncated(name, $"an RLE segment gives {to} of {target.Length} values");
            if (code >= 0)
                packed.Slice(from, length).CopyTo(target[to..]);
            else
                target.Slice(to, length).Fill(packed[from]);
            from += code >= 0 ? length : 1;
            to += length;
        }
    }
}
