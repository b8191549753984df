using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>A block of tokens [N, tokens, C]: attention and a network of two layers.</summary>
internal sealed class TokenBlock : Layer
{
    private const int Expansion = 4;
    private const double InitialScale = 1e-5;
    private readonly LayerNorm norm1;
    private readonly EfficientAttention attention;
    private readonly LayerScale scale1;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly LayerScale scale2;
    private readonly DropPath dropPath2;

    public TokenBlock(int channels, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels));
        attention = Register("token_mixer", new EfficientAttention(channels));
        scale1 = Register("ls1", new LayerScale(channels, InitialScale));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(channels));
        mlp = Register("mlp", new Mlp(channels, Expansion * channels));
        scale2 = Register("ls2", new LayerScale(channels, InitialScale));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm1.Forward(input).Then(attention).Then(scale1).Then(dropPath1).PlusShortcut(input, input);
        return norm2.Forward(x).Then(mlp).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }
}
