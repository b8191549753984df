namespace Foldline.Torch.Serialization;

/// <summary>A named array as it lies in a file; no engine needed.</summary>
/// <param name="Name">Name in the file; levels of nested containers are joined with <c>/</c>.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Sizes, all at least 0; empty for a scalar.</param>
/// <param name="Bytes">Elements in C order, little-endian: product of <paramref name="Shape"/> times the element size.</param>
public sealed record StoredTensor(string Name, DType DType, long[] Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {DType} [{string.Join(", ", Shape)}]";
}
