using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Volos;

/// <summary>A block that changes the class token alone, the first of the tokens: [N, 1 + patches, C] → the same.</summary>
internal sealed class ClassBlock : Layer
{
    private readonly LayerNorm norm1;
    private readonly TokenAttention attention;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;

    public ClassBlock(int channels, int heads, int expansion)
    {
        norm1 = Register("norm1", new LayerNorm(channels));
        attention = Register("attn", new TokenAttention(channels, heads));
        norm2 = Register("norm2", new LayerNorm(channels));
        mlp = Register("mlp", new Mlp(channels, expansion * channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var token = input.Narrow(1, 0, 1) + attention.Forward(norm1.Forward(input));
        token += mlp.Forward(norm2.Forward(token));
        return scope.Keep(Aten.Cat([token, TokenPooling.WithoutPrefix(input, 1)], 1));
    }
}
