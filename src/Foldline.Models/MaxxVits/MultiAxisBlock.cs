using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>A convolutional block, attention in windows and attention in grids (Tu et al. 2022, MaxViT).</summary>
internal sealed class MultiAxisBlock : Layer
{
    private readonly Layer conv;
    private readonly Layer windowAttention = new Identity();
    private readonly Layer gridAttention;

    public MultiAxisBlock(MaxxParts parts, MaxxBlockShape shape)
    {
        conv = Register("conv", parts.ConvolutionBlock(shape));
        if (!parts.Transformer.GridOnly)
            windowAttention = Register("attn_block", new PartitionAttention(parts, PartitionKind.Window, shape.OutChannels, shape.DropPath));
        gridAttention = Register("attn_grid", new PartitionAttention(parts, PartitionKind.Grid, shape.OutChannels, shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var places = conv.Forward(input).Permute([0, 2, 3, 1]).Then(windowAttention).Then(gridAttention);
        return scope.Keep(places.Permute([0, 3, 1, 2]));
    }
}
