namespace Foldline.Data;

/// <summary>The one list of what a column can be: .NET array, column type, DuckDB's name for it.</summary>
internal static class ColumnStorage
{
    private static readonly (Type Element, ColumnType Type, string Sql)[] Kinds =
    [
        (typeof(bool), ColumnType.Boolean, "BOOLEAN"),
        (typeof(sbyte), ColumnType.Int8, "TINYINT"),
        (typeof(short), ColumnType.Int16, "SMALLINT"),
        (typeof(int), ColumnType.Int32, "INTEGER"),
        (typeof(long), ColumnType.Int64, "BIGINT"),
        (typeof(Int128), ColumnType.Int128, "HUGEINT"),
        (typeof(byte), ColumnType.UInt8, "UTINYINT"),
        (typeof(ushort), ColumnType.UInt16, "USMALLINT"),
        (typeof(uint), ColumnType.UInt32, "UINTEGER"),
        (typeof(ulong), ColumnType.UInt64, "UBIGINT"),
        (typeof(float), ColumnType.Float32, "FLOAT"),
        (typeof(double), ColumnType.Float64, "DOUBLE"),
        (typeof(decimal), ColumnType.Decimal, "DOUBLE"),
        (typeof(string), ColumnType.Text, "VARCHAR"),
        (typeof(byte[]), ColumnType.Blob, "BLOB"),
        (typeof(DateOnly), ColumnType.Date, "DATE"),
        (typeof(DateTime), ColumnType.Timestamp, "TIMESTAMP"),
        (typeof(int[]), ColumnType.Int32List, "INTEGER[]"),
        (typeof(long[]), ColumnType.Int64List, "BIGINT[]"),
        (typeof(float[]), ColumnType.Float32List, "FLOAT[]"),
        (typeof(double[]), ColumnType.Float64List, "DOUBLE[]"),
        (typeof(string[]), ColumnType.TextList, "VARCHAR[]"),
    ];

    /// <summary>The type of a column whose values lie in an array with elements of <paramref name="element"/>.</summary>
    /// <exception cref="FoldlineException">FL4107: no column can hold it.</exception>
    public static ColumnType TypeOf(string column, Type element)
    {
        foreach (var kind in Kinds)
        {
            if (kind.Element == element)
                return kind.Type;
        }

        throw FoldlineException.User("FL4107", $"Column '{column}' would hold {element.Name}, which no column type can. Convert the values first.", null, ("column", column));
    }

    /// <summary>DuckDB's name for a column type.</summary>
    public static string Sql(ColumnType type) => Array.Find(Kinds, kind => kind.Type == type).Sql;
}
