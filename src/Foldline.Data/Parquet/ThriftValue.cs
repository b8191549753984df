namespace Foldline.Data.Parquet;

/// <summary>A value of Thrift's compact protocol.</summary>
/// <param name="Number">A number or truth value; of texts their position in the data.</param>
/// <param name="Length">Length of a text in bytes.</param>
/// <param name="Item">A structure or list; null otherwise.</param>
internal readonly record struct ThriftValue(long Number, int Length = 0, object? Item = null)
{
    /// <summary>The structure; an empty one when the value is none.</summary>
    public ThriftStruct Struct => Item as ThriftStruct ?? ThriftStruct.Empty;

    /// <summary>The list; an empty one when the value is none.</summary>
    public IReadOnlyList<ThriftValue> List => Item as ThriftValue[] ?? [];
}
