namespace Foldline.Models.ResNets;

/// <summary>Where a block stands: channels of its input and of its stage, stride, and probability of being dropped.</summary>
internal readonly record struct BlockShape(int InChannels, int Planes, int Stride, double DropPath)
{
    /// <summary>Bottleneck, where not all stages have the network's kind of block; else null.</summary>
    public bool? Bottleneck { get; init; }

    /// <summary>Channels of a pruned bottleneck's convolutions; null: those that follow from the rest.</summary>
    public (int First, int Middle, int Last)? Pruned { get; init; }
}
