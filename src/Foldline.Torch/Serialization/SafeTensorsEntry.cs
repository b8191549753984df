namespace Foldline.Torch.Serialization;

/// <summary>One tensor's line in the header; <c>Begin</c> and <c>End</c> count from the start of the data.</summary>
internal sealed record SafeTensorsEntry(string Name, DType DType, long[] Shape, long Begin, long End);
