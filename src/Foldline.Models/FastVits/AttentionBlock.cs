using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>Self-attention and a network of two layers.</summary>
internal sealed class AttentionBlock : Layer
{
    private const double Epsilon = 1e-5;
    private readonly Layer norm;
    private readonly MapSelfAttention attention;
    private readonly ChannelGamma scale1;
    private readonly DropPath dropPath1;
    private readonly FastVitMlp mlp;
    private readonly ChannelGamma scale2;
    private readonly DropPath dropPath2;

    public AttentionBlock(int channels, int hidden, bool layerNorm, double dropRate)
    {
        norm = Register<Layer>("norm", layerNorm ? new LayerNorm2d(channels, Epsilon) : new BatchNorm2d(channels, Epsilon));
        attention = Register("token_mixer", new MapSelfAttention(channels));
        scale1 = Register("layer_scale_1", new ChannelGamma(channels));
        dropPath1 = Register("drop_path1", new DropPath(dropRate));
        mlp = Register("mlp", new FastVitMlp(channels, hidden));
        scale2 = Register("layer_scale_2", new ChannelGamma(channels));
        dropPath2 = Register("drop_path2", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = norm.Forward(input).Then(attention).Then(scale1).Then(dropPath1).PlusShortcut(input, input);
        return mlp.Forward(x).Then(scale2).Then(dropPath2).PlusShortcut(x, input);
    }
}
