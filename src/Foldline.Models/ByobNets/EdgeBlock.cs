using Foldline.Models.Layers;

namespace Foldline.Models.ByobNets;

/// <summary>A grouped 3×3 (strided), attention, and a 1×1 convolution.</summary>
internal sealed class EdgeBlock : ByobResidual
{
    public EdgeBlock(ByobParts parts, ByobBlockShape shape)
        : base(parts, shape)
    {
        var middle = Channels.MakeDivisible(shape.OutChannels * shape.Block.BottleRatio);
        Add("conv1_kxk", parts.ConvNorm(shape.InChannels, middle, 3, shape.Block.Stride, shape.Groups(middle)));
        Add("attn", parts.Attention(shape.Block, middle));
        AddLast("conv2_1x1", parts.ConvNorm(middle, shape.OutChannels, 1, activate: false));
        End(parts, shape.DropPath);
    }
}
