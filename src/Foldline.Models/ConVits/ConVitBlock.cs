using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConVits;

/// <summary>Attention and a network of two layers, each with a norm before it and a shortcut: [N, tokens, C] → the same.</summary>
internal sealed class ConVitBlock : Layer
{
    private const int Expansion = 4;
    private readonly LayerNorm norm1;
    private readonly Layer attention;
    private readonly DropPath dropPath;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    public ConVitBlock(int channels, Layer attention, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels, ConVit.Epsilon));
        this.attention = Register("attn", attention);
        dropPath = Register("drop_path", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(channels, ConVit.Epsilon));
        mlp = Register("mlp", new Mlp(channels, Expansion * channels));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath).PlusShortcut(x, input);
    }
}
