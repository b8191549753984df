using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Twins;

/// <summary>Attention and a network of two layers, each with a norm before it and a shortcut: [N, H, W, C] → the same.</summary>
internal sealed class TwinsBlock : Layer
{
    private readonly LayerNorm norm1;
    private readonly Layer attention;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly DropPath dropPath2;

    public TwinsBlock(int channels, Layer attention, int expansion, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels, Twins.Epsilon));
        this.attention = Register("attn", attention);
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(channels, Twins.Epsilon));
        mlp = Register("mlp", new Mlp(channels, expansion * channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }
}
