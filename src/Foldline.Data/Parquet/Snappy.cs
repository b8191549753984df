using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Foldline.Data.Parquet;

/// <summary>Google's Snappy, block format: literals, and copies of what came before.</summary>
internal static class Snappy
{
    /// <summary>Decompresses a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Filled to its end.</param>
    /// <exception cref="InvalidDataException">The block does not give so many bytes.</exception>
    /// <exception cref="ArgumentException">It is cut off.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var from = 0;
        while (source[from++] >= 128)
        {
            // The length that the block gives of itself; the target's is known.
        }

        var to = 0;
        while (from < source.Length)
        {
            var tag = source[from++];
            if ((tag & 3) == 0)
            {
                var length = Literal(source, tag, ref from);
                source.Slice(from, length).CopyTo(target[to..]);
                from += length;
                to += length;
                continue;
            }

            var (count, distance) = Copy(source, tag, ref from);
            if (distance == 0 || distance > to || count > target.Length - to)
                throw new InvalidDataException("A copy is out of range.");
            Repeat(target, to, distance, count);
            to += count;
        }

        if (to != target.Length)
            throw new InvalidDataException("The block is too short.");
    }

    private static int Literal(ReadOnlySpan<byte> source, byte tag, ref int from)
    {
        var bytes = (tag >> 2) - 59;
        if (bytes <= 0)
            return (tag >> 2) + 1;
        var length = 0L;
        for (var i = 0; i < bytes; i++)
            length |= (long)source[from++] << (8 * i);
        return checked((int)(length + 1));
    }

    private static (int Count, int Distance) Copy(ReadOnlySpan<byte> source, byte tag, ref int from)
    {
        switch (tag & 3)
        {
            case 1:
                return (((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | source[from++]);
            case 2:
                from += 2;
                return ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(source[(from - 2)..]));
            default:
                from += 4;
                return ((tag >> 2) + 1, BinaryPrimitives.ReadInt32LittleEndian(source[(from - 4)..]) is var far and > 0 ? far : 0);
        }
    }

    // Source and target may overlap: a short distance repeats.
    private static void Repeat(Span<byte> target, int to, int distance, int count)
    {
        if (distance >= count)
        {
            target.Slice(to - distance, count).CopyTo(target[to..]);
            return;
        }

        for (var i = to; i < to + count; i++)
            target[i] = target[i - distance];
    }
}
