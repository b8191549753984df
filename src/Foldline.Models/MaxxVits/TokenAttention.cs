using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Attention among the tokens of each group: [groups, tokens, in] → [groups, tokens, out].</summary>
internal sealed class TokenAttention : Layer
{
    private readonly int heads;
    private readonly bool interleaved;
    private readonly Linear qkv;
    private readonly RelativeBias bias;
    private readonly Linear proj;

    public TokenAttention(MaxxParts parts, int inChannels, int outChannels)
    {
        heads = inChannels / MaxxParts.HeadChannels;
        interleaved = parts.Transformer.Interleaved;
        qkv = Register("qkv", new Linear(inChannels, 3 * inChannels));
        bias = Register("rel_pos", parts.Bias(parts.Window, heads));
        proj = Register("proj", new Linear(inChannels, outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = Unpack(qkv.Forward(input));
        return scope.Keep(proj.Forward(DotProductAttention.Apply(query, key, value, bias.Bias())));
    }

    private (Tensor Query, Tensor Key, Tensor Value) Unpack(Tensor packed)
    {
        if (interleaved)
            return DotProductAttention.Unpack(packed, heads);
        var parts = packed.View([packed.Size(0), packed.Size(1), heads, -1]).Transpose(1, 2).Chunk(3, 3);
        return (parts[0], parts[1], parts[2]);
    }
}
