using System.Globalization;
using System.Numerics;

namespace Foldline.Data;

/// <summary>
/// A named column of a <see cref="Table"/>: values of one type, some of which may be missing. The typed readers return a new
/// array each time and convert between number types where no information is lost. Immutable, so any thread may read.
/// </summary>
public sealed class TableColumn
{
    private readonly bool[]? nulls;

    internal TableColumn(string name, Array values, bool[]? nulls)
    {
        Name = name;
        Values = values;
        Type = ColumnStorage.TypeOf(name, values.GetType().GetElementType()!);
        this.nulls = nulls;
    }

    /// <summary>Name of the column.</summary>
    public string Name { get; }

    /// <summary>What the column holds.</summary>
    public ColumnType Type { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Values.Length;

    /// <summary>True when at least one value is missing.</summary>
    public bool HasNulls => nulls is not null;

    /// <summary>The storage: an array of the column's element type.</summary>
    internal Array Values { get; }

    /// <summary>The value of a row as .NET holds it, or null when it is missing.</summary>
    /// <param name="row">Row number from 0.</param>
    public object? this[int row] => IsNull(row) ? null : Values.GetValue(row);

    /// <summary>A column from values in memory (they are copied).</summary>
    /// <typeparam name="T">bool, an integer type, float, double, decimal, string, DateOnly, DateTime, byte[], or an array of int, long, float, double or string.</typeparam>
    /// <param name="name">Name of the column.</param>
    /// <param name="values">One value a row; null entries of reference types are missing values.</param>
    /// <exception cref="FoldlineException">FL4107: a type that no column can hold.</exception>
    public static TableColumn Of<T>(string name, ReadOnlySpan<T> values)
    {
        var copy = values.ToArray();
        var missing = default(T) is null && copy.Any(value => value is null);
        return new TableColumn(name, copy, missing ? Array.ConvertAll(copy, value => value is null) : null);
    }

    /// <inheritdoc cref="Of{T}(string, ReadOnlySpan{T})"/>
    public static TableColumn Of<T>(string name, T[] values) => Of(name, (ReadOnlySpan<T>)values);

    /// <summary>Whether the value of a row is missing.</summary>
    /// <param name="row">Row number from 0.</param>
    public bool IsNull(int row) => nulls is not null && nulls[row];

    /// <summary>The value of a row as text in the invariant culture (numbers in their shortest exact form), or null when it is missing.</summary>
    /// <param name="row">Row number from 0.</param>
    public string? Text(int row) => this[row] switch
    {
        null => null,
        string text => text,
        bool value => value ? "true" : "false",
        DateOnly value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime value => value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        byte[] value => Convert.ToHexString(value),
        Array value => $"[{string.Join(", ", value.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))}]",
        var value => value.ToString(),
    };

    /// <summary>All values as texts (see <see cref="Text"/>).</summary>
    /// <param name="whenNull">Stands for a missing value; without it a missing value is an error.</param>
    /// <exception cref="FoldlineException">FL4106: a value is missing.</exception>
    public string[] Strings(string? whenNull = null)
    {
        var texts = new string[Count];
        for (var row = 0; row < texts.Length; row++)
            texts[row] = Text(row) ?? whenNull ?? throw Missing(row);
        return texts;
    }

    /// <summary>All values as 32-bit integers.</summary>
    /// <inheritdoc cref="Doubles"/>
    public int[] Int32s(int? whenNull = null) => Numbers(whenNull);

    /// <summary>All values as 64-bit integers.</summary>
    /// <inheritdoc cref="Doubles"/>
    public long[] Int64s(long? whenNull = null) => Numbers(whenNull);

    /// <summary>All values as 32-bit floating point, rounded where needed.</summary>
    /// <inheritdoc cref="Doubles"/>
    public float[] Floats(float? whenNull = null) => Numbers(whenNull);

    /// <summary>All values as 64-bit floating point; booleans count as 0 and 1.</summary>
    /// <param name="whenNull">Stands for a missing value; without it a missing value is an error.</param>
    /// <exception cref="FoldlineException">FL4105: not a number column, or a value does not fit; FL4106: a value is missing.</exception>
    public double[] Doubles(double? whenNull = null) => Numbers(whenNull);

    /// <summary>All values as booleans; integers must be 0 or 1.</summary>
    /// <param name="whenNull">Stands for a missing value; without it a missing value is an error.</param>
    /// <exception cref="FoldlineException">FL4105: a value is neither true nor false; FL4106: a value is missing.</exception>
    public bool[] Booleans(bool? whenNull = null)
    {
        if (Values is bool[] own)
            return Filled((bool[])own.Clone(), whenNull);

        var numbers = Numbers<long>(whenNull is { } value ? (value ? 1L : 0L) : null);
        return [.. numbers.Select((number, row) => number is 0 or 1 ? number == 1 : throw Unreadable(row, "true or false"))];
    }

    /// <summary>All values exactly as stored; no conversion.</summary>
    /// <typeparam name="T">Element type that belongs to <see cref="Type"/>: <c>DateTime</c>, <c>byte[]</c>, <c>float[]</c> and so on.</typeparam>
    /// <exception cref="FoldlineException">FL4105: the column holds another type; FL4106: a value is missing.</exception>
    public T[] ValuesOf<T>()
    {
        if (Values is not T[] own)
            throw Unreadable(0, $"a column of {typeof(T).Name}");
        if (nulls is not null)
            throw Missing(Array.IndexOf(nulls, true));
        return (T[])own.Clone();
    }

    // By type, not by pattern: the runtime lets an array of unsigned integers pass as one of signed integers.
    private T[] Numbers<T>(T? whenNull)
        where T : struct, INumber<T> => Type switch
        {
            _ when Values.GetType() == typeof(T[]) => Filled((T[])Values.Clone(), whenNull),
            ColumnType.Boolean => Converted((bool[])Values, value => value ? T.One : T.Zero, whenNull),
            ColumnType.Int8 => Converted((sbyte[])Values, T.CreateChecked, whenNull),
            ColumnType.Int16 => Converted((short[])Values, T.CreateChecked, whenNull),
            ColumnType.Int32 => Converted((int[])Values, T.CreateChecked, whenNull),
            ColumnType.Int64 => Converted((long[])Values, T.CreateChecked, whenNull),
            ColumnType.Int128 => Converted((Int128[])Values, T.CreateChecked, whenNull),
            ColumnType.UInt8 => Converted((byte[])Values, T.CreateChecked, whenNull),
            ColumnType.UInt16 => Converted((ushort[])Values, T.CreateChecked, whenNull),
            ColumnType.UInt32 => Converted((uint[])Values, T.CreateChecked, whenNull),
            ColumnType.UInt64 => Converted((ulong[])Values, T.CreateChecked, whenNull),
            ColumnType.Float32 => Converted((float[])Values, FromFraction<float, T>, whenNull),
            ColumnType.Float64 => Converted((double[])Values, FromFraction<double, T>, whenNull),
            ColumnType.Decimal => Converted((decimal[])Values, FromFraction<decimal, T>, whenNull),
            ColumnType.Text when nulls is not null && !nulls.Contains(false) => Filled(new T[Count], whenNull),
            _ => throw Unreadable(0, "numbers"),
        };

    /// <summary>A number with a fraction becomes an integer only if it is one.</summary>
    private static TTo FromFraction<TFrom, TTo>(TFrom value)
        where TFrom : struct, INumber<TFrom>
        where TTo : struct, INumber<TTo>
    {
        var isIntegerType = TTo.One / (TTo.One + TTo.One) == TTo.Zero;
        return isIntegerType && !TFrom.IsInteger(value) ? throw new OverflowException() : TTo.CreateChecked(value);
    }

    private TTo[] Converted<TFrom, TTo>(TFrom[] own, Func<TFrom, TTo> convert, TTo? whenNull)
        where TTo : struct
    {
        var result = new TTo[own.Length];
        var row = 0;
        try
        {
            for (; row < own.Length; row++)
                result[row] = convert(own[row]);
        }
        catch (OverflowException)
        {
            throw Unreadable(row, typeof(TTo).Name);
        }

        return Filled(result, whenNull);
    }

    private T[] Filled<T>(T[] values, T? whenNull)
        where T : struct
    {
        for (var row = 0; nulls is not null && row < values.Length; row++)
        {
            if (nulls[row])
                values[row] = whenNull ?? throw Missing(row);
        }

        return values;
    }

    private FoldlineException Missing(int row) => FoldlineException.User(
        "FL4106",
        $"Column '{Name}' has no value in row {row}. Fill it in the query (coalesce) or leave such rows out (WHERE {Name} IS NOT NULL).",
        null,
        ("column", Name),
        ("row", row.ToString(CultureInfo.InvariantCulture)));

    private FoldlineException Unreadable(int row, string wanted)
    {
        var found = row < Count ? Text(row) ?? "NULL" : "nothing";
        return FoldlineException.User(
            "FL4105",
            $"Column '{Name}' ({Type}) cannot be read as {wanted}: row {row} holds '{found}'. Correct the table or convert the column in the query.",
            null,
            ("column", Name),
            ("row", row.ToString(CultureInfo.InvariantCulture)),
            ("found", found),
            ("expected", wanted));
    }
}
