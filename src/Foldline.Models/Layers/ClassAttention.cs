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

    /// <param name="channels">Channels.</param>
    /// <param name="heads">Heads; they share the channels evenly.</param>
    /// <param name="prefix">Comes before the names <c>q</c>, <c>k</c> and <c>v</c> in the state dict.</param>
    public ClassAttention(int channels, int heads, string prefix = "")
    {
        this.heads = heads;
        query = Register($"{prefix}q", new Linear(channels, channels));
        key = Register($"{prefix}k", new Linear(channels, channels));
        value = Register($"{prefix}v", new Linear(channels, channels));
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
