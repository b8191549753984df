using Foldline.Models.Layers;

namespace Foldline.Models.ByobNets;

/// <summary>A 1×1 and a grouped 3×3 convolution (strided), then attention; as in DarkNet.</summary>
internal sealed class DarkBlock : ByobResidual
{
    public DarkBlock(ByobParts parts, ByobBlockShape shape)
        : base(parts, shape)
    {
        var middle = Channels.MakeDivisible(shape.OutChannels * shape.Block.BottleRatio);
        Add("conv1_1x1", parts.ConvNorm(shape.InChannels, middle, 1));
        AddLast("conv2_kxk", parts.ConvNorm(middle, shape.OutChannels, 3, shape.Block.Stride, shape.Groups(middle), activate: false));
        Add("attn_last", parts.Attention(shape.Block, shape.OutChannels));
        End(parts, shape.DropPath);
    }
}
