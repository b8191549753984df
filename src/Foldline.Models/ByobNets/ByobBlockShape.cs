namespace Foldline.Models.ByobNets;

/// <summary>A block where it stands.</summary>
/// <param name="Block">Its definition.</param>
/// <param name="InChannels">Channels of its input.</param>
/// <param name="OutChannels">Channels of its output.</param>
/// <param name="DropPath">Probability of being dropped.</param>
internal readonly record struct ByobBlockShape(ByobBlock Block, int InChannels, int OutChannels, double DropPath)
{
    /// <summary>Whether the output has the shape of the input.</summary>
    public bool KeepsShape => Block.Stride == 1 && InChannels == OutChannels;

    /// <summary>Groups of a convolution of some channels.</summary>
    public int Groups(int channels) => Block.GroupSize == 0 ? 1 : channels / Block.GroupSize;
}
