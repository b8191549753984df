using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Nests;

/// <summary>A transformer's block within each part of a map: [parts, tokens, C] → the same.</summary>
internal sealed class NestBlock : Layer
{
    private const int Expansion = 4;
    private readonly LayerNorm norm1;
    private readonly NestAttention attention;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly DropPath dropPath2;

    public NestBlock(int channels, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels, Nest.Epsilon));
        attention = Register("attn", new NestAttention(channels));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(channels, Nest.Epsilon));
        mlp = Register("mlp", new Mlp(channels, Expansion * channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }
}
