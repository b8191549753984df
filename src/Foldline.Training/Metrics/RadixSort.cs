namespace Foldline.Training.Metrics;

/// <summary>Ascending sort of 64-bit keys by bytes, lowest first; passes over bytes that are equal in all keys are left out.</summary>
internal static class RadixSort
{
    private const int Digits = 8;
    private const int Buckets = 256;
    private const int SmallLength = 512;

    /// <summary>A key that sorts as the number does: negative numbers have all bits flipped, others the sign bit; -0 is taken as 0.</summary>
    public static ulong KeyOf(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    /// <summary>Sorts in place.</summary>
    /// <param name="keys">Keys [n].</param>
    /// <param name="scratch">Memory that may be overwritten [n].</param>
    public static void Sort(Span<ulong> keys, Span<ulong> scratch)
    {
        if (keys.Length <= SmallLength)
        {
            keys.Sort();
            return;
        }

        var counts = Count(keys);
        var source = keys;
        var destination = scratch;
        var swapped = false;
        for (var digit = 0; digit < Digits; digit++)
        {
            var offsets = counts.AsSpan(digit * Buckets, Buckets);
            var shift = digit * 8;
            if (offsets[(byte)(source[0] >> shift)] == keys.Length)
                continue;
            Scatter(source, destination, offsets, shift);
            var free = source;
            source = destination;
            destination = free;
            swapped = !swapped;
        }

        if (swapped)
            source.CopyTo(keys);
    }

    /// <summary>The positions of the keys in ascending order of the keys; equal keys keep their order.</summary>
    /// <param name="keys">Keys [n]; overwritten.</param>
    public static int[] Order(ulong[] keys)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        if (keys.Length == 0)
            return order;

        var counts = Count(keys);
        var (nextKeys, nextOrder) = (new ulong[keys.Length], new int[keys.Length]);
        for (var digit = 0; digit < Digits; digit++)
        {
            var offsets = counts.AsSpan(digit * Buckets, Buckets);
            var shift = digit * 8;
            if (offsets[(byte)(keys[0] >> shift)] == keys.Length)
                continue;
            ToStarts(offsets);
            for (var i = 0; i < keys.Length; i++)
            {
                var place = offsets[(byte)(keys[i] >> shift)]++;
                (nextKeys[place], nextOrder[place]) = (keys[i], order[i]);
            }

            (keys, nextKeys) = (nextKeys, keys);
            (order, nextOrder) = (nextOrder, order);
        }

        return order;
    }

    private static int[] Count(ReadOnlySpan<ulong> keys)
    {
        var counts = new int[Digits * Buckets];
        foreach (var key in keys)
        {
            for (var digit = 0; digit < Digits; digit++)
                counts[(digit * Buckets) + (byte)(key >> (digit * 8))]++;
        }

        return counts;
    }

    private static void Scatter(ReadOnlySpan<ulong> source, Span<ulong> destination, Span<int> offsets, int shift)
    {
        ToStarts(offsets);
        foreach (var key in source)
            destination[offsets[(byte)(key >> shift)]++] = key;
    }

    private static void ToStarts(Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts)
            (count, start) = (start, start + count);
    }
}
