using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Two convolutional blocks, then attention in windows and in grids side by side.</summary>
internal sealed class ParallelMultiAxisBlock : Layer
{
    private readonly Sequential conv;
    private readonly ParallelAttention attention;

    public ParallelMultiAxisBlock(MaxxParts parts, MaxxBlockShape shape)
    {
        conv = Register("conv", new Sequential(
            parts.ConvolutionBlock(shape),
            parts.ConvolutionBlock(shape with { InChannels = shape.OutChannels, Stride = 1 })));
        attention = Register("attn", new ParallelAttention(parts, shape.OutChannels, shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var places = attention.Forward(conv.Forward(input).Permute([0, 2, 3, 1]));
        return scope.Keep(places.Permute([0, 3, 1, 2]));
    }
}
