using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Attention of the class token, which is the first, to all tokens: [N, tokens, C] → [N, 1, C].</summary>
internal sealed class ClassAttention : Layer
{
    private readonly int heads;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear proj;

    public ClassAttention(int channels, int heads)
    {
        this.heads = heads;
        query = Register("q", new Linear(channels, channels));
        key = Register("k", new Linear(channels, channels));
        value = Register("v", new Linear(channels, channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var attended = DotProductAttention.Apply(
            DotProductAttention.SplitHeads(query.Forward(input.Narrow(1, 0, 1)), heads),
            DotProductAttention.SplitHeads(key.Forward(input), heads),
            DotProductAttention.SplitHeads(value.Forward(input), heads));
        return scope.Keep(proj.Forward(attended));
    }
}
