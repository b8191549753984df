using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Volos;

/// <summary>Attention of the class token, which is the first, to all tokens, whose keys and values one layer makes: [N, tokens, C] → [N, 1, C].</summary>
internal sealed class TokenAttention : Layer
{
    private readonly int heads;
    private readonly Linear keyValue;
    private readonly Linear query;
    private readonly Linear proj;

    public TokenAttention(int channels, int heads)
    {
        this.heads = heads;
        keyValue = Register("kv", new Linear(channels, 2 * channels, bias: false));
        query = Register("q", new Linear(channels, channels, bias: false));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var pairs = keyValue.Forward(input).Chunk(2, -1);
        var attended = DotProductAttention.Apply(
            DotProductAttention.SplitHeads(query.Forward(input.Narrow(1, 0, 1)), heads),
            DotProductAttention.SplitHeads(pairs[0], heads),
            DotProductAttention.SplitHeads(pairs[1], heads));
        return scope.Keep(proj.Forward(attended));
    }
}
