using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>Attention among the tokens of each group: [groups, tokens, C] → the same.</summary>
internal sealed class TokenSelfAttention : Layer
{
    private const int Heads = 4;
    private readonly Linear qkv;
    private readonly Linear proj;

    public TokenSelfAttention(int channels)
    {
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input), Heads);
        return scope.Keep(proj.Forward(DotProductAttention.Apply(query, key, value)));
    }
}
