using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>A transformer's block with attention of linear cost: [N, C, groups, tokens] → the same.</summary>
internal sealed class LinearBlock : Layer
{
    private const int Expansion = 2;
    private readonly GroupNorm norm1;
    private readonly LinearAttention attention;
    private readonly DropPath dropPath1;
    private readonly GroupNorm norm2;
    private readonly ConvMlp mlp;
    private readonly DropPath dropPath2;

    public LinearBlock(int channels, double dropRate)
    {
        norm1 = Register("norm1", new GroupNorm(1, channels));
        attention = Register("attn", new LinearAttention(channels));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", new GroupNorm(1, channels));
        mlp = Register("mlp", new ConvMlp((channels, Expansion * channels, channels), ActivationKind.Silu));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(dropPath2).PlusShortcut(x, input);
    }
}
