namespace Foldline.Data.Parquet;

/// <summary>What a file says of one column, flat and of numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">One of <see cref="ParquetField.Types"/>.</param>
/// <param name="IsOptional">Whether values can be missing.</param>
internal sealed record ParquetColumn(string Name, int Type, bool IsOptional)
{
    /// <summary>Bytes of a value.</summary>
    public int Size => Type is ParquetField.Types.Int32 or ParquetField.Types.Float ? 4 : 8;
}
