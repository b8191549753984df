using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TinyVits;

/// <summary>Attention in windows, a depthwise convolution, a network of two layers: [N, H, W, C] → the same.</summary>
internal sealed class TinyVitBlock : Layer
{
    private readonly WindowAttention attention;
    private readonly DropPath dropPath1;
    private readonly NormMlp mlp;
    private readonly DropPath dropPath2;
    private readonly ConvNorm localConv;

    public TinyVitBlock(int channels, int heads, int window, double dropRate)
    {
        attention = Register("attn", new WindowAttention(channels, heads, window));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        mlp = Register("mlp", new NormMlp(channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
        localConv = Register("local_conv", new ConvNorm(channels, channels, 3, groups: channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = attention.Forward(input).Then(dropPath1).PlusShortcut(input, input);
        x = localConv.Forward(x.Permute([0, 3, 1, 2])).Permute([0, 2, 3, 1]);
        return scope.Keep(mlp.Forward(x).Then(dropPath2).PlusShortcut(x, input));
    }
}
