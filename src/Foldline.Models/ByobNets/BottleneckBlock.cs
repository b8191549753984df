using Foldline.Models.Layers;

namespace Foldline.Models.ByobNets;

/// <summary>A 1×1, one or two grouped 3×3 (the first strided), attention, and a 1×1 convolution.</summary>
internal sealed class BottleneckBlock : ByobResidual
{
    public BottleneckBlock(ByobParts parts, ByobBlockShape shape)
        : base(parts, shape)
    {
        var settings = parts.Settings;
        var middle = Channels.MakeDivisible((settings.BottleIn ? shape.InChannels : shape.OutChannels) * shape.Block.BottleRatio);
        Add("conv1_1x1", parts.ConvNorm(shape.InChannels, middle, 1));
        Add("conv2_kxk", parts.ConvNorm(middle, middle, 3, shape.Block.Stride, shape.Groups(middle)));
        if (settings.ExtraConv)
            Add("conv2b_kxk", parts.ConvNorm(middle, middle, 3, groups: shape.Groups(middle)));
        Add("attn", parts.Attention(shape.Block, middle));
        AddLast("conv3_1x1", parts.ConvNorm(middle, shape.OutChannels, 1, activate: false));
        End(parts, shape.DropPath);
    }
}
