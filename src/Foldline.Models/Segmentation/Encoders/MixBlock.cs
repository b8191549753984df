using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Attention and a perceptron, each with a norm before it and a shortcut (Xie et al. 2021).</summary>
internal sealed class MixBlock : Module
{
    private const double Epsilon = 1e-6;
    private readonly LayerNorm norm1;
    private readonly ReducedAttention attention;
    private readonly DropPath dropPath;
    private readonly LayerNorm norm2;
    private readonly MixMlp mlp;

    public MixBlock(int channels, int heads, int reduction, double dropRate)
    {
        norm1 = Register("norm1", new LayerNorm(channels, Epsilon));
        attention = Register("attn", new ReducedAttention(channels, heads, reduction));
        dropPath = Register("drop_path", new DropPath(dropRate));
        norm2 = Register("norm2", new LayerNorm(channels, Epsilon));
        mlp = Register("mlp", new MixMlp(channels));
    }

    /// <param name="tokens">[N, height · width, C].</param>
    /// <param name="height">Height of the tokens' map.</param>
    /// <param name="width">Width of the tokens' map.</param>
    public Tensor Forward(Tensor tokens, long height, long width)
    {
        using var scope = new TensorScope();
        var attended = attention.Forward(norm1.Forward(tokens), height, width).Then(dropPath).PlusShortcut(tokens, tokens);
        var normed = norm2.Forward(attended);
        return scope.Keep(mlp.Forward(normed, height, width).Then(dropPath).PlusShortcut(attended, tokens));
    }
}
