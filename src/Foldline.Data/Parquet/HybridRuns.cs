using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Foldline.Data.Parquet;

/// <summary>Parquet's small integers: runs of one value, and values packed bit by bit.</summary>
internal static class HybridRuns
{
    private const int MostBits = 24;

    /// <summary>Reads values.</summary>
    /// <param name="data">The runs.</param>
    /// <param name="bits">Bits a value, 0 to 24.</param>
    /// <param name="values">Filled to its end.</param>
    /// <exception cref="InvalidDataException">More bits than are read here, or a run of nothing.</exception>
    /// <exception cref="ArgumentException">The runs are cut off.</exception>
    public static void Read(ReadOnlySpan<byte> data, int bits, Span<int> values)
    {
        if (bits > MostBits)
            throw new InvalidDataException($"Values of {bits} bits are not read.");
        while (!values.IsEmpty)
        {
            var head = Varint(ref data);
            var isPacked = (head & 1) == 1;
            var count = Math.Min(isPacked ? (head >> 1) * 8 : head >> 1, (uint)values.Length);
            if (count == 0)
                throw new InvalidDataException("A run is empty.");
            var bytes = isPacked ? checked((int)((head >> 1) * (uint)bits)) : (bits + 7) / 8;
            if (isPacked)
                Unpack(data, bits, values[..(int)count]);
            else
                values[..(int)count].Fill(Number(data[..bytes]));
            data = data[Math.Min(bytes, data.Length)..];
            values = values[(int)count..];
        }
    }

    // Most values are cut out of eight bytes at once; the last bytes of the data are taken one by one.
    private static void Unpack(ReadOnlySpan<byte> data, int bits, Span<int> values)
    {
        var quick = bits > 0 && data.Length > sizeof(ulong) ? (int)Math.Min(values.Length, (data.Length - sizeof(ulong)) * 8L / bits) & ~7 : 0;
        UnpackInside(data, bits, values[..quick]);
        UnpackToEnd(data[(int)((long)quick * bits / 8)..], bits, values[quick..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UnpackInside(ReadOnlySpan<byte> data, int bits, Span<int> values)
    {
        var (mask, bit) = ((1u << bits) - 1, 0L);
        foreach (ref var value in values)
        {
            value = (int)((uint)(BinaryPrimitives.ReadUInt64LittleEndian(data[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask);
            bit += bits;
        }
    }

    private static void UnpackToEnd(ReadOnlySpan<byte> data, int bits, Span<int> values)
    {
        var (buffer, filled, next) = (0u, 0, 0);
        var mask = (1u << bits) - 1;
        foreach (ref var value in values)
        {
            for (; filled < bits; filled += 8)
                buffer |= (uint)data[next++] << filled;
            value = (int)(buffer & mask);
            buffer >>= bits;
            filled -= bits;
        }
    }

    private static int Number(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        for (var i = 0; i < bytes.Length; i++)
            value |= bytes[i] << (8 * i);
        return value;
    }

    private static uint Varint(ref ReadOnlySpan<byte> data)
    {
        var value = 0u;
        for (var i = 0; i < 4; i++)
        {
            var next = data[0];
            data = data[1..];
            value |= (uint)(next & 127) << (7 * i);
            if (next < 128)
                return value;
        }

        throw new InvalidDataException("A number is too long.");
    }
}
