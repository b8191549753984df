using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>Attention and a network of two layers, a position encoding before each: [N, C, H, W] → the same.</summary>
internal sealed class DaVitBlock : Layer
{
    private const int Expansion = 4;
    private readonly PositionConv position1;
    private readonly LayerNorm norm1;
    private readonly Layer attention;
    private readonly DropPath dropPath1;
    private readonly PositionConv position2;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly DropPath dropPath2;

    public DaVitBlock(int channels, Layer attention, double dropRate)
    {
        position1 = Register("cpe1", new PositionConv(channels));
        norm1 = Register("norm1", new LayerNorm(channels));
        this.attention = Register("attn", attention);
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        position2 = Register("cpe2", new PositionConv(channels));
        norm2 = Register("norm2", new LayerNorm(channels));
        mlp = Register("mlp", new Mlp(channels, Expansion * channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = position1.Forward(input).Permute([0, 2, 3, 1]);
        x = norm1.Forward(x).Then(attention).Then(dropPath1).PlusShortcut(x, input);
        x = position2.Forward(x.Permute([0, 3, 1, 2])).Permute([0, 2, 3, 1]);
        x = norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
        return scope.Keep(x.Permute([0, 3, 1, 2]));
    }
}
