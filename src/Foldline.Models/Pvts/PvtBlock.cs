using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pvts;

/// <summary>Attention and a network of two layers, each with a norm before it and a shortcut: [N, H, W, C] → the same.</summary>
internal sealed class PvtBlock : Layer
{
    /// <summary>Added to the variance by the norms of blocks and stages.</summary>
    public const double Epsilon = 1e-6;

    private readonly LayerNorm norm1;
    private readonly ReducedAttention attention;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly ConvolutionalMlp mlp;
    private readonly DropPath dropPath2;

    public PvtBlock(PvtBlockShape shape)
    {
        norm1 = Register("norm1", new LayerNorm(shape.Channels, Epsilon));
        attention = Register("attn", new ReducedAttention(shape.Channels, shape.Heads, shape.Reduction, shape.IsLinear));
        dropPath1 = Register("drop_path1", new DropPath(shape.DropPath));
        norm2 = Register("norm2", new LayerNorm(shape.Channels, Epsilon));
        mlp = Register("mlp", new ConvolutionalMlp(shape.Channels, shape.Expansion * shape.Channels, shape.IsLinear));
        dropPath2 = Register("drop_path2", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }
}
