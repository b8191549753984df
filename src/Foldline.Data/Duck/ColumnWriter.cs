using System.Text;

namespace Foldline.Data.Duck;

/// <summary>Writes a part of a column into a vector of a chunk.</summary>
internal static unsafe class ColumnWriter
{
    /// <summary>DuckDB's type for a column; the caller frees it.</summary>
    public static nint LogicalType(TableColumn column)
    {
        var child = column.Type switch
        {
            ColumnType.Int32List => DuckType.Integer,
            ColumnType.Int64List => DuckType.BigInt,
            ColumnType.Float32List => DuckType.Float,
            ColumnType.Float64List => DuckType.Double,
            ColumnType.TextList => DuckType.Varchar,
            _ => DuckType.Invalid,
        };
        if (child == DuckType.Invalid)
            return DuckNative.CreateLogicalType(ScalarType(column.Type));

        var childType = DuckNative.CreateLogicalType(child);
        var listType = DuckNative.CreateListType(childType);
        DuckNative.DestroyLogicalType(ref childType);
        return listType;
    }

    /// <summary>Writes rows <paramref name="start"/> to start + <paramref name="rows"/> to the beginning of a vector.</summary>
    public static void Write(TableColumn column, int start, int rows, nint vector)
    {
        MarkNulls(column, start, rows, vector);
        switch (column.Values)  // A signed case also takes unsigned values; the bits are the same.
        {
            case bool[] values: Copy(values, start, rows, vector, value => value ? (byte)1 : (byte)0); break;
            case sbyte[] values: Copy(values, start, rows, vector); break;
            case short[] values: Copy(values, start, rows, vector); break;
            case int[] values: Copy(values, start, rows, vector); break;
            case long[] values: Copy(values, start, rows, vector); break;
            case Int128[] values: Copy(values, start, rows, vector); break;
            case byte[] values: Copy(values, start, rows, vector); break;
            case ushort[] values: Copy(values, start, rows, vector); break;
            case uint[] values: Copy(values, start, rows, vector); break;
            case ulong[] values: Copy(values, start, rows, vector); break;
            case float[] values: Copy(values, start, rows, vector); break;
            case double[] values: Copy(values, start, rows, vector); break;
            case decimal[] values: Copy(values, start, rows, vector, value => (double)value); break;
            case DateOnly[] values: Copy(values, start, rows, vector, value => value.DayNumber - DuckTime.EpochDay); break;
            case DateTime[] values: Copy(values, start, rows, vector, DuckTime.ToMicroseconds); break;
            case string?[] values: CopyTexts(values.AsSpan(start, rows), vector, 0); break;
            case byte[]?[] values: CopyBlobs(values.AsSpan(start, rows), vector); break;
            case int[]?[] values: CopyLists(values.AsSpan(start, rows), vector); break;
            case long[]?[] values: CopyLists(values.AsSpan(start, rows), vector); break;
            case float[]?[] values: CopyLists(values.AsSpan(start, rows), vector); break;
            case double[]?[] values: CopyLists(values.AsSpan(start, rows), vector); break;
            case string[]?[] values: CopyTextLists(values.AsSpan(start, rows), vector); break;
            default: throw new NotSupportedException(column.Type.ToString());
        }
    }

    private static DuckType ScalarType(ColumnType type) => type switch
    {
        ColumnType.Boolean => DuckType.Boolean,
        ColumnType.Int8 => DuckType.TinyInt,
        ColumnType.Int16 => DuckType.SmallInt,
        ColumnType.Int32 => DuckType.Integer,
        ColumnType.Int64 => DuckType.BigInt,
        ColumnType.Int128 => DuckType.HugeInt,
        ColumnType.UInt8 => DuckType.UTinyInt,
        ColumnType.UInt16 => DuckType.USmallInt,
        ColumnType.UInt32 => DuckType.UInteger,
        ColumnType.UInt64 => DuckType.UBigInt,
        ColumnType.Float32 => DuckType.Float,
        ColumnType.Float64 or ColumnType.Decimal => DuckType.Double,
        ColumnType.Text => DuckType.Varchar,
        ColumnType.Blob => DuckType.Blob,
        ColumnType.Date => DuckType.Date,
        _ => DuckType.Timestamp,
    };

    private static void MarkNulls(TableColumn column, int start, int rows, nint vector)
    {
        if (!column.HasNulls)
            return;

        DuckNative.EnsureValidityWritable(vector);
        var validity = DuckNative.VectorValidity(vector);
        for (var row = 0; row < rows; row++)
        {
            if (column.IsNull(start + row))
                DuckNative.SetRowInvalid(validity, (ulong)row);
        }
    }

    private static void Copy<T>(T[] values, int start, int rows, nint vector)
        where T : unmanaged => values.AsSpan(start, rows).CopyTo(new Span<T>((void*)DuckNative.VectorData(vector), rows));

    private static void Copy<T, TStored>(T[] values, int start, int rows, nint vector, Func<T, TStored> convert)
        where TStored : unmanaged
    {
        var target = (TStored*)DuckNative.VectorData(vector);
        for (var row = 0; row < rows; row++)
            target[row] = convert(values[start + row]);
    }

    private static void CopyTexts(ReadOnlySpan<string?> texts, nint vector, int at)
    {
        for (var row = 0; row < texts.Length; row++)
        {
            if (texts[row] is not { } text)
                continue;
            var bytes = Encoding.UTF8.GetBytes(text);
            DuckNative.AssignString(vector, (ulong)(at + row), bytes, (ulong)bytes.Length);
        }
    }

    private static void CopyBlobs(ReadOnlySpan<byte[]?> blobs, nint vector)
    {
        for (var row = 0; row < blobs.Length; row++)
        {
            if (blobs[row] is { } blob)
                DuckNative.AssignString(vector, (ulong)row, blob, (ulong)blob.Length);
        }
    }

    private static void CopyLists<T>(ReadOnlySpan<T[]?> lists, nint vector)
        where T : unmanaged
    {
        var total = SetEntries(lists, vector);
        var target = new Span<T>((void*)DuckNative.VectorData(DuckNative.ListChild(vector)), total);
        var at = 0;
        foreach (var list in lists)
        {
            list?.CopyTo(target[at..]);
            at += list?.Length ?? 0;
        }
    }

    private static void CopyTextLists(ReadOnlySpan<string[]?> lists, nint vector)
    {
        _ = SetEntries(lists, vector);
        var child = DuckNative.ListChild(vector);
        var at = 0;
        foreach (var list in lists)
        {
            CopyTexts(list, child, at);
            at += list?.Length ?? 0;
        }
    }

    /// <summary>Writes where each row's list lies and makes room for the elements.</summary>
    private static int SetEntries<T>(ReadOnlySpan<T[]?> lists, nint vector)
    {
        var entries = (DuckListEntry*)DuckNative.VectorData(vector);
        var total = 0;
        for (var row = 0; row < lists.Length; row++)
        {
            var length = lists[row]?.Length ?? 0;
            entries[row] = new DuckListEntry((ulong)total, (ulong)length);
            total += length;
        }

        _ = DuckNative.ReserveList(vector, (ulong)total);
        _ = DuckNative.SetListSize(vector, (ulong)total);
        return total;
    }
}
