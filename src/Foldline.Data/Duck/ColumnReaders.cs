using System.Runtime.InteropServices;

namespace Foldline.Data.Duck;

/// <summary>Numbers that lie in the vector as they do in .NET.</summary>
internal sealed unsafe class PlainReader<T> : ColumnReader
    where T : unmanaged
{
    private readonly List<T> values = [];

    public override Array Values() => values.ToArray();

    protected override void AppendValues(nint vector, ReadOnlySpan<bool> isNull)
    {
        values.AddRange(new ReadOnlySpan<T>((void*)DuckNative.VectorData(vector), isNull.Length));
        var added = CollectionsMarshal.AsSpan(values)[^isNull.Length..];
        for (var row = 0; row < isNull.Length; row++)
        {
            if (isNull[row])
                added[row] = default;
        }
    }
}

/// <summary>Values of fixed size that become something else: booleans, decimals, dates, enum words.</summary>
internal sealed unsafe class ConvertingReader<TStored, T>(Func<TStored, T> convert) : ColumnReader
    where TStored : unmanaged
{
    private readonly List<T> values = [];

    public override Array Values() => values.ToArray();

    protected override void AppendValues(nint vector, ReadOnlySpan<bool> isNull)
    {
        var stored = (TStored*)DuckNative.VectorData(vector);
        for (var row = 0; row < isNull.Length; row++)
            values.Add(isNull[row] ? default! : convert(stored[row]));
    }
}

/// <summary>Texts.</summary>
internal sealed unsafe class StringReader : ColumnReader
{
    private readonly List<string?> values = [];

    public override Array Values() => values.ToArray();

    protected override void AppendValues(nint vector, ReadOnlySpan<bool> isNull)
    {
        var stored = (DuckString*)DuckNative.VectorData(vector);
        for (var row = 0; row < isNull.Length; row++)
            values.Add(isNull[row] ? null : DuckString.Text(stored + row));
    }
}

/// <summary>Byte strings.</summary>
internal sealed unsafe class BlobReader : ColumnReader
{
    private readonly List<byte[]?> values = [];

    public override Array Values() => values.ToArray();

    protected override void AppendValues(nint vector, ReadOnlySpan<bool> isNull)
    {
        var stored = (DuckString*)DuckNative.VectorData(vector);
        for (var row = 0; row < isNull.Length; row++)
            values.Add(isNull[row] ? null : DuckString.Span(stored + row).ToArray());
    }
}

/// <summary>Lists, or arrays when <paramref name="fixedLength"/> is not 0; each row becomes a .NET array of the child's type.</summary>
internal sealed unsafe class ListReader(ColumnReader child, int fixedLength) : ColumnReader
{
    private readonly List<(int Start, int Length)> rows = [];
    private int childCount;

    public override Array Values()
    {
        var all = child.Values();
        var element = all.GetType().GetElementType()!;
        return Type.GetTypeCode(element) switch
        {
            TypeCode.Single => Slice((float[])all),
            TypeCode.Double => Slice((double[])all),
            TypeCode.Int32 => Slice((int[])all),
            TypeCode.Int64 => Slice((long[])all),
            TypeCode.String => Slice((string?[])all),
            TypeCode.Decimal => Slice(Array.ConvertAll((decimal[])all, value => (double)value)),
            TypeCode.Int16 => Slice(Array.ConvertAll((short[])all, value => (int)value)),
            TypeCode.Byte => Slice(Array.ConvertAll((byte[])all, value => (int)value)),
            TypeCode.UInt32 => Slice(Array.ConvertAll((uint[])all, value => (long)value)),
            TypeCode.Boolean => Slice(Array.ConvertAll((bool[])all, value => value ? 1 : 0)),
            _ => throw FoldlineException.User(
                "FL4107",
                $"A list of {element.Name} has no counterpart here. Convert it in the query, for instance to DOUBLE[] or VARCHAR[]."),
        };
    }

    protected override void AppendValues(nint vector, ReadOnlySpan<bool> isNull)
    {
        if (fixedLength > 0)
            AppendArrays(vector, isNull);
        else
            AppendLists(vector, isNull);
    }

    private void AppendArrays(nint vector, ReadOnlySpan<bool> isNull)
    {
        for (var row = 0; row < isNull.Length; row++)
            rows.Add(isNull[row] ? (0, -1) : (childCount + (row * fixedLength), fixedLength));
        child.Append(DuckNative.ArrayChild(vector), isNull.Length * fixedLength);
        childCount += isNull.Length * fixedLength;
    }

    private void AppendLists(nint vector, ReadOnlySpan<bool> isNull)
    {
        var entries = (DuckListEntry*)DuckNative.VectorData(vector);
        for (var row = 0; row < isNull.Length; row++)
            rows.Add(isNull[row] ? (0, -1) : (childCount + checked((int)entries[row].Offset), checked((int)entries[row].Length)));
        var size = checked((int)DuckNative.ListSize(vector));
        child.Append(DuckNative.ListChild(vector), size);
        childCount += size;
    }

    private T[]?[] Slice<T>(T[] values)
    {
        var nulls = child.Nulls();
        var result = new T[]?[rows.Count];
        for (var row = 0; row < result.Length; row++)
        {
            var (start, length) = rows[row];
            result[row] = length < 0 ? null : values.AsSpan(start, length).ToArray();
            if (nulls is not null && length > 0 && Array.IndexOf(nulls, true, start, length) >= 0)
                MarkMissing(result[row]!, nulls.AsSpan(start, length), row);
        }

        return result;
    }

    private static void MarkMissing<T>(T[] list, ReadOnlySpan<bool> isNull, int row)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (!isNull[i] || list is string?[])
                continue;
            list[i] = list switch
            {
                float[] => (T)(object)float.NaN,
                double[] => (T)(object)double.NaN,
                _ => throw FoldlineException.User("FL4106", $"The list in row {row} has no value at place {i}. Fill the gaps in the query, for instance with coalesce."),
            };
        }
    }
}
