using Foldline.Models.Layers;

namespace Foldline.Models.ByobNets;

/// <summary>Two 3×3 convolutions, the second grouped, then attention.</summary>
internal sealed class BasicBlock : ByobResidual
{
    public BasicBlock(ByobParts parts, ByobBlockShape shape)
        : base(parts, shape)
    {
        var middle = Channels.MakeDivisible(shape.OutChannels * shape.Block.BottleRatio);
        Add("conv1_kxk", parts.ConvNorm(shape.InChannels, middle, 3, shape.Block.Stride));
        AddLast("conv2_kxk", parts.ConvNorm(middle, shape.OutChannels, 3, groups: shape.Groups(middle), activate: false));
        Add("attn_last", parts.Attention(shape.Block, shape.OutChannels));
        End(parts, shape.DropPath);
    }
}
