namespace Foldline.Data.Parquet;

/// <summary>
/// Reads structures of Thrift's compact protocol, in which Parquet describes itself. What is cut off or malformed ends with an
/// <see cref="ArgumentException"/>, <see cref="IndexOutOfRangeException"/> or <see cref="InvalidDataException"/>.
/// </summary>
/// <param name="data">The bytes.</param>
/// <param name="position">Where to begin.</param>
internal ref struct ThriftReader(ReadOnlySpan<byte> data, int position)
{
    private const int MostLevels = 16;
    private const int LongestVarint = 10;
    private readonly ReadOnlySpan<byte> data = data;

    /// <summary>The first byte that was not read.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Reads a structure.</summary>
    /// <param name="level">Structures around it.</param>
    public ThriftStruct ReadStruct(int level = 0)
    {
        if (level > MostLevels)
            throw new InvalidDataException("Structures are nested too deeply.");
        var result = new ThriftStruct();
        var field = 0;
        while (Byte() is var head and not 0)
        {
            field = head >> 4 == 0 ? (int)ZigZag() : field + (head >> 4);
            result.Add(field, Read(head & 15, level, isElement: false));
        }

        return result;
    }

    private ThriftValue Read(int type, int level, bool isElement) => type switch
    {
        1 or 2 => new ThriftValue(isElement ? Byte() & 1 : type == 1 ? 1 : 0),
        3 => new ThriftValue((sbyte)Byte()),
        4 or 5 or 6 => new ThriftValue(ZigZag()),
        7 => Skip(sizeof(double)),
        8 => Skip(checked((int)Varint())),
        9 or 10 => ReadList(level),
        12 => new ThriftValue(0, 0, ReadStruct(level + 1)),
        _ => throw new InvalidDataException($"Thrift's type {type} is not read."),
    };

    private ThriftValue ReadList(int level)
    {
        var head = Byte();
        var count = head >> 4 == 15 ? checked((int)Varint()) : head >> 4;
        // Each element takes a byte at least.
        if (count > data.Length - Position)
            throw new InvalidDataException("A list is longer than the data.");
        var items = new ThriftValue[count];
        for (var i = 0; i < count; i++)
            items[i] = Read(head & 15, level, isElement: true);
        return new ThriftValue(0, 0, items);
    }

    private ThriftValue Skip(int length)
    {
        var start = Position;
        _ = data.Slice(start, length);
        Position += length;
        return new ThriftValue(start, length);
    }

    private long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var i = 0; i < LongestVarint; i++)
        {
            var next = Byte();
            value |= (ulong)(next & 127) << (7 * i);
            if (next < 128)
                return value;
        }

        throw new InvalidDataException("A number is too long.");
    }

    private byte Byte() => data[Position++];
}
