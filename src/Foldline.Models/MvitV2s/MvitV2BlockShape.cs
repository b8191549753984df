using Foldline.Torch.Nn;

namespace Foldline.Models.MvitV2s;

/// <summary>Where a block stands.</summary>
/// <param name="InChannels">Channels of its tokens.</param>
/// <param name="OutChannels">Channels of the tokens that it gives.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="Grid">Height and width of the map that its tokens of patches form.</param>
/// <param name="Prefix">Tokens before those of the patches.</param>
/// <param name="QueryStride">By how much the queries, and with them the tokens that the block gives, shrink the map.</param>
/// <param name="KeyStride">By how much keys and values shrink it.</param>
/// <param name="ExpandsInAttention">Whether more channels come from the attention and not from the network behind it.</param>
/// <param name="DropPath">Probability of dropping a branch.</param>
internal readonly record struct MvitV2BlockShape(
    int InChannels,
    int OutChannels,
    int Heads,
    Size2 Grid,
    int Prefix,
    int QueryStride,
    int KeyStride,
    bool ExpandsInAttention,
    double DropPath)
{
    /// <summary>Channels of the attention.</summary>
    public int AttentionChannels => ExpandsInAttention ? OutChannels : InChannels;

    /// <summary>The map of the queries.</summary>
    public Size2 Queries => Shrink(Grid, QueryStride);

    /// <summary>The map of keys and values.</summary>
    public Size2 Keys => Shrink(Grid, KeyStride);

    /// <summary>The map that a convolution or pooling of that stride gives whose padding keeps the size but for the stride.</summary>
    public static Size2 Shrink(Size2 map, int stride) => new((map.Height + stride - 1) / stride, (map.Width + stride - 1) / stride);
}
