using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pits;

/// <summary>A transformer's block: [N, tokens, C] → the same.</summary>
internal sealed class PitBlock : Layer
{
    private const int Expansion = 4;
    private const double Epsilon = 1e-6;
    private readonly LayerNorm norm1;
    private readonly SelfAttention attention;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly DropPath dropPath2;

    public PitBlock(int channels, int heads, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels, Epsilon));
        attention = Register("attn", new SelfAttention(channels, new AttentionOptions { Heads = heads }));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(channels, Epsilon));
        mlp = Register("mlp", new Mlp(channels, Expansion * channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }
}
