using System.Buffers.Binary;

namespace Foldline.Imaging.Dicom;

/// <summary>Turns a file's pixel element into values.</summary>
internal static class FrameReader
{
    /// <exception cref="FoldlineException">FL3102 to FL3108.</exception>
    public static DicomPixels Read(TransferSyntax syntax, DicomDataset dataset, DicomMetadata metadata, DicomOptions options, string name)
    {
        var shape = FrameShape.Of(dataset, metadata, options, name);
        var element = dataset.Find(DicomTag.PixelData) ?? throw DicomRefusal.NoPixelData(name);
        if (syntax.Codec == FrameCodec.Native != element.Fragments is null)
        {
            throw DicomRefusal.CorruptPixels(
                name,
                element.Fragments is null ? $"its pixels are not compressed, but the transfer syntax is '{syntax.Name}'" : $"its pixels lie in fragments, but the transfer syntax is '{syntax.Name}'");
        }

        var values = new int[(long)shape.FrameLength * shape.Frames];
        if (element.Fragments is { } fragments)
            ReadCompressed(syntax.Codec, fragments, shape, values, name);
        else
            ReadNative(element, shape, values, name);
        return new DicomPixels
        {
            Frames = shape.Frames,
            Rows = shape.Rows,
            Columns = shape.Columns,
            Samples = shape.Samples,
            IsLumaChroma = shape.IsLumaChroma,
            Values = values,
        };
    }

    private static void ReadNative(DicomElement element, FrameShape shape, Span<int> values, string name)
    {
        if (shape.Photometric == "YBR_FULL_422")
            throw DicomRefusal.BadHeader(name, "luma and chroma at half width (YBR_FULL_422) are read from compressed pixels only");
        var bytes = element.Value.Span;
        var needed = (long)values.Length * shape.Size;
        if (bytes.Length < needed)
            throw DicomRefusal.SizeMismatch(name, bytes.Length, needed);

        // 8-bit values in 16-bit words of a big-endian file lie in swapped pairs.
        if (element is { IsBigEndian: true, Vr: "OW" } && shape.Size == 1)
            bytes = SwapPairs(bytes);
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            var part = bytes.Slice(frame * shape.FrameLength * shape.Size, shape.FrameLength * shape.Size);
            Unpack(part, shape, element.IsBigEndian, shape.IsPlanar, values.Slice(frame * shape.FrameLength, shape.FrameLength));
        }
    }

    private static byte[] SwapPairs(ReadOnlySpan<byte> bytes)
    {
        var swapped = bytes[..(bytes.Length / 2 * 2)].ToArray();
        for (var i = 0; i < swapped.Length; i += 2)
            (swapped[i], swapped[i + 1]) = (swapped[i + 1], swapped[i]);
        return swapped;
    }

    private static void ReadCompressed(FrameCodec codec, IReadOnlyList<ReadOnlyMemory<byte>> fragments, FrameShape shape, Span<int> values, string name)
    {
        var frames = Frames(fragments, shape, name);
        var decoded = new byte[shape.FrameLength * shape.Size];
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            // RLE keeps samples apart; the other codecs give them pixel by pixel.
            if (codec == FrameCodec.Rle)
                RleFrame.Decode(frames[frame].Span, shape, decoded, name);
            else
                Decode(codec, frames[frame].Span, shape, decoded, name);
            Unpack(decoded, shape, false, codec == FrameCodec.Rle, values.Slice(frame * shape.FrameLength, shape.FrameLength));
        }
    }

    // The first fragment is the offset table. A frame is a fragment, unless there is only one frame, which may have several;
    // with more fragments than frames the offsets tell where each begins.
    private static ReadOnlyMemory<byte>[] Frames(IReadOnlyList<ReadOnlyMemory<byte>> fragments, FrameShape shape, string name)
    {
        var parts = fragments.Skip(1).ToList();
        if (parts.Count == shape.Frames)
            return [.. parts];
        if (parts.Count == 0 || parts.Count < shape.Frames)
            throw DicomRefusal.Truncated(name, $"{shape.Frames} frames are announced, but there are {parts.Count} fragments");
        if (shape.Frames == 1)
            return [Join(parts)];
        var offsets = fragments[0].Span;
        if (offsets.Length != 4 * shape.Frames)
            throw DicomRefusal.CorruptPixels(name, $"{parts.Count} fragments hold {shape.Frames} frames, but the offset table does not say where each begins");
        return SplitByOffsets(parts, offsets, name);
    }

    private static ReadOnlyMemory<byte>[] SplitByOffsets(List<ReadOnlyMemory<byte>> parts, ReadOnlySpan<byte> offsets, string name)
    {
        const int ItemHeader = 8;
        var frames = new List<List<ReadOnlyMemory<byte>>>();
        var position = 0L;
        foreach (var part in parts)
        {
            if (frames.Count * 4 < offsets.Length && BinaryPrimitives.ReadUInt32LittleEndian(offsets[(4 * frames.Count)..]) == position)
                frames.Add([]);
            if (frames.Count == 0)
                throw DicomRefusal.CorruptPixels(name, "the offset table does not begin with the first fragment");
            frames[^1].Add(part);
            position += ItemHeader + part.Length;
        }

        return frames.Count * 4 == offsets.Length ? [.. frames.Select(Join)] : throw DicomRefusal.CorruptPixels(name, "the offset table does not fit the fragments");
    }

    private static ReadOnlyMemory<byte> Join(List<ReadOnlyMemory<byte>> parts) =>
        parts.Count == 1 ? parts[0] : parts.SelectMany(part => part.ToArray()).ToArray();

    private static unsafe void Decode(FrameCodec codec, ReadOnlySpan<byte> frame, FrameShape shape, Span<byte> decoded, string name)
    {
        NativeStatus status;
        var photometric = System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8(shape.Photometric);
        try
        {
            var native = new NativeDicomFrame
            {
                Codec = (int)codec,
                Height = shape.Rows,
                Width = shape.Columns,
                Samples = shape.Samples,
                BitsAllocated = shape.BitsAllocated,
                BitsStored = shape.BitsStored,
                IsSigned = shape.IsSigned ? 1 : 0,
                Photometric = photometric,
            };
            fixed (byte* from = frame, to = decoded)
                status = NativeMethods.fl_dicom_decode(from, frame.Length, native, to);
        }
        finally
        {
            System.Runtime.InteropServices.Marshal.FreeCoTaskMem(photometric);
        }

        if (status == NativeStatus.Ok)
            return;
        throw status == NativeStatus.Truncated
            ? DicomRefusal.Truncated(name, NativeMethods.LastError)
            : DicomRefusal.CorruptPixels(name, NativeMethods.LastError);
    }

    // Takes the bits that a value uses and carries the sign up.
    private static void Unpack(ReadOnlySpan<byte> bytes, FrameShape shape, bool isBigEndian, bool isPlanar, Span<int> values)
    {
        var below = shape.HighBit + 1 - shape.BitsStored;
        var above = 32 - shape.BitsStored;
        var plane = shape.Rows * shape.Columns;
        for (var i = 0; i < values.Length; i++)
        {
            var from = isPlanar ? ((i % shape.Samples) * plane) + (i / shape.Samples) : i;
            int word = shape.Size == 1
                ? bytes[from]
                : isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * from)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * from)..]);
            var high = word >> below << above;
            values[i] = shape.IsSigned ? high >> above : (int)((uint)high >> above);
        }
    }
}
