namespace Foldline.Torch.Tracing;

/// <summary>A tensor that took part in a recorded call.</summary>
/// <param name="Id">The same number for the same tensor all through a recording, another for every other.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Length of every dimension.</param>
public sealed record TracedTensor(long Id, DType DType, IReadOnlyList<long> Shape)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
