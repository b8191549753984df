using System.Collections.Immutable;

namespace Foldline.Data.Folds;

/// <summary>
/// Classes or groups of samples as numbers: values are sorted (numbers by size, texts by code point) and numbered from 0, as
/// <c>numpy.unique</c> does. Immutable.
/// </summary>
public sealed class LabelCodes
{
    private LabelCodes(ImmutableArray<int> codes, ImmutableArray<string> names)
    {
        Codes = codes;
        Names = names;
    }

    /// <summary>One number a sample, from 0 to <see cref="Count"/> - 1.</summary>
    public ImmutableArray<int> Codes { get; }

    /// <summary>The different values as texts, in sorted order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Number of different values.</summary>
    public int Count => Names.Length;

    /// <summary>Labels that are integers.</summary>
    /// <param name="labels">One a sample.</param>
    public static LabelCodes From(IReadOnlyList<long> labels) => Encode(labels, Comparer<long>.Default);

    /// <summary>Labels that are texts.</summary>
    /// <param name="labels">One a sample.</param>
    public static LabelCodes From(IReadOnlyList<string> labels) => Encode(labels, CodePointComparer.Instance);

    /// <summary>Labels that are a column of a table: integers, booleans or texts (dates count as texts).</summary>
    /// <param name="column">One label a row; none may be missing.</param>
    /// <exception cref="FoldlineException">FL4202: numbers with a fraction or lists; FL4106: a label is missing.</exception>
    public static LabelCodes From(TableColumn column) => column.Type switch
    {
        ColumnType.Text or ColumnType.Date or ColumnType.Timestamp => From(column.Strings()),
        ColumnType.Boolean or ColumnType.Int8 or ColumnType.Int16 or ColumnType.Int32 or ColumnType.Int64 or ColumnType.Int128
            or ColumnType.UInt8 or ColumnType.UInt16 or ColumnType.UInt32 or ColumnType.UInt64 => From(column.Int64s()),
        _ => throw FoldlineException.User(
            "FL4202",
            $"Column '{column.Name}' ({column.Type}) cannot serve as classes or groups of the folds: one whole number or text a sample is needed. "
            + "Convert it in the query; for several labels a sample use the multi-label splitter.",
            null,
            ("column", column.Name),
            ("found", column.Type.ToString())),
    };

    /// <summary>How many samples carry each label.</summary>
    public int[] Counts()
    {
        var counts = new int[Count];
        foreach (var code in Codes)
            counts[code]++;
        return counts;
    }

    private static LabelCodes Encode<T>(IReadOnlyList<T> labels, IComparer<T> order)
        where T : notnull
    {
        var values = labels.Distinct().Order(order).ToList();
        var numbers = values.Select((value, number) => KeyValuePair.Create(value, number)).ToDictionary();
        return new LabelCodes([.. labels.Select(label => numbers[label])], [.. values.Select(value => value.ToString()!)]);
    }

    /// <summary>By Unicode code point, which differs from UTF-16 order for characters beyond the first 65536.</summary>
    private sealed class CodePointComparer : IComparer<string>
    {
        public static readonly CodePointComparer Instance = new();

        public int Compare(string? x, string? y)
        {
            using var a = (x ?? "").EnumerateRunes().GetEnumerator();
            using var b = (y ?? "").EnumerateRunes().GetEnumerator();
            while (true)
            {
                var (moreA, moreB) = (a.MoveNext(), b.MoveNext());
                if (!moreA || !moreB)
                    return moreA.CompareTo(moreB);
                var order = a.Current.Value.CompareTo(b.Current.Value);
                if (order != 0)
                    return order;
            }
        }
    }
}
