namespace Foldline.Data.Parquet;

/// <summary>What a file says of one column, flat and of numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Parquet's type: 1 INT32, 2 INT64, 4 FLOAT, 5 DOUBLE.</param>
/// <param name="IsOptional">Whether values can be missing.</param>
internal sealed record ParquetColumn(string Name, int Type, bool IsOptional)
{
    /// <summary>Bytes of a value.</summary>
    public int Size => Type is 1 or 4 ? 4 : 8;
}
