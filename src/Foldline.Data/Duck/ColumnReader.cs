using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>Collects one column of a result from its vectors, chunk after chunk.</summary>
internal abstract unsafe class ColumnReader
{
    private readonly List<bool> nulls = [];
    private bool anyNull;

    /// <summary>The reader for a column.</summary>
    /// <param name="column">Name, for errors.</param>
    /// <param name="type">DuckDB's logical type; it is freed.</param>
    /// <exception cref="FoldlineException">FL4107: a type that has no counterpart here.</exception>
    public static ColumnReader For(string column, nint type)
    {
        try
        {
            return Create(column, type);
        }
        finally
        {
            DuckNative.DestroyLogicalType(ref type);
        }
    }

    /// <summary>Adds the rows of a vector.</summary>
    public void Append(nint vector, int rows)
    {
        var validity = (ulong*)DuckNative.VectorValidity(vector);
        var start = nulls.Count;
        CollectionsMarshal.SetCount(nulls, start + rows);
        var target = CollectionsMarshal.AsSpan(nulls)[start..];
        target.Clear();
        if (validity is not null)
            MarkNulls(validity, target);
        AppendValues(vector, target);
    }

    /// <summary>The values so far, default where the row is null.</summary>
    public abstract Array Values();

    /// <summary>Which rows are null, or null when none is.</summary>
    public bool[]? Nulls() => anyNull ? [.. nulls] : null;

    /// <summary>Adds as many values as there are entries in <paramref name="isNull"/>; null rows hold no usable data.</summary>
    protected abstract void AppendValues(nint vector, ReadOnlySpan<bool> isNull);

    private static ColumnReader Create(string column, nint type) => DuckNative.TypeId(type) switch
    {
        DuckType.Boolean => new ConvertingReader<byte, bool>(value => value != 0),
        DuckType.TinyInt => new PlainReader<sbyte>(),
        DuckType.SmallInt => new PlainReader<short>(),
        DuckType.Integer => new PlainReader<int>(),
        DuckType.BigInt => new PlainReader<long>(),
        DuckType.UTinyInt => new PlainReader<byte>(),
        DuckType.USmallInt => new PlainReader<ushort>(),
        DuckType.UInteger => new PlainReader<uint>(),
        DuckType.UBigInt => new PlainReader<ulong>(),
        DuckType.HugeInt => new PlainReader<Int128>(),
        DuckType.Float => new PlainReader<float>(),
        DuckType.Double => new PlainReader<double>(),
        DuckType.Decimal => DecimalReader(DuckNative.DecimalInternalType(type), DuckNative.DecimalScale(type)),
        DuckType.Varchar => new StringReader(),
        DuckType.Blob => new BlobReader(),
        DuckType.Enum => EnumReader(type),
        DuckType.Date => new ConvertingReader<int, DateOnly>(DuckTime.Date),
        DuckType.Timestamp or DuckType.TimestampWithZone => TimeReader(TimeSpan.TicksPerMicrosecond),
        DuckType.TimestampSeconds => TimeReader(TimeSpan.TicksPerSecond),
        DuckType.TimestampMilliseconds => TimeReader(TimeSpan.TicksPerMillisecond),
        DuckType.TimestampNanoseconds => TimeReader(0),
        DuckType.List => new ListReader(For(column, DuckNative.ListChildType(type)), 0),
        DuckType.Array => new ListReader(For(column, DuckNative.ArrayChildType(type)), checked((int)DuckNative.ArraySize(type))),
        DuckType.SqlNull => new ConvertingReader<int, string?>(_ => null),
        var other => throw FoldlineException.User(
            "FL4107",
            $"Column '{column}' has DuckDB's type number {(int)other}, which has no counterpart here. Convert it in the query: CAST({column} AS VARCHAR).",
            null,
            ("column", column)),
    };

    private static ConvertingReader<long, DateTime> TimeReader(long ticksPerUnit) => new(count => DuckTime.Time(count, ticksPerUnit));

    private static ColumnReader DecimalReader(DuckType stored, byte scale)
    {
        var divisor = 1m;
        for (var i = 0; i < Math.Min((int)scale, 28); i++)
            divisor *= 10;

        // Decimals of more than 18 digits may not fit into .NET's; they are read as float64.
        return stored switch
        {
            DuckType.SmallInt => new ConvertingReader<short, decimal>(value => value / divisor),
            DuckType.Integer => new ConvertingReader<int, decimal>(value => value / divisor),
            DuckType.BigInt => new ConvertingReader<long, decimal>(value => value / divisor),
            _ => new ConvertingReader<Int128, double>(value => (double)value / Math.Pow(10, scale)),
        };
    }

    private static ColumnReader EnumReader(nint type)
    {
        var words = new string[DuckNative.EnumDictionarySize(type)];
        for (var i = 0; i < words.Length; i++)
        {
            var text = DuckNative.EnumDictionaryValue(type, (ulong)i);
            words[i] = Marshal.PtrToStringUTF8(text) ?? "";
            DuckNative.Free(text);
        }

        return DuckNative.EnumInternalType(type) switch
        {
            DuckType.UTinyInt => new ConvertingReader<byte, string?>(number => words[number]),
            DuckType.USmallInt => new ConvertingReader<ushort, string?>(number => words[number]),
            _ => new ConvertingReader<uint, string?>(number => words[number]),
        };
    }

    private void MarkNulls(ulong* validity, Span<bool> target)
    {
        for (var row = 0; row < target.Length; row++)
        {
            target[row] = ((validity[row >> 6] >> (row & 63)) & 1) == 0;
            anyNull |= target[row];
        }
    }
}
