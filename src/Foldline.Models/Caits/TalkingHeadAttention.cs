using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Caits;

/// <summary>Self-attention whose heads exchange their weights before and behind the softmax (Shazeer et al. 2020): [N, tokens, C] → the same.</summary>
internal sealed class TalkingHeadAttention : Layer
{
    private readonly int heads;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly Linear talkBefore;
    private readonly Linear talkAfter;

    public TalkingHeadAttention(int channels, int heads)
    {
        this.heads = heads;
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
        talkBefore = Register("proj_l", new Linear(heads, heads));
        talkAfter = Register("proj_w", new Linear(heads, heads));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input), heads);
        var logits = (query * Math.Pow(query.Size(-1), -0.5)).Matmul(key.Transpose(-2, -1));
        var weights = AcrossHeads(AcrossHeads(logits, talkBefore).Softmax(-1), talkAfter);
        return scope.Keep(proj.Forward(DotProductAttention.MergeHeads(weights.Matmul(value))));
    }

    private static Tensor AcrossHeads(Tensor weights, Linear layer) => layer.Forward(weights.Permute([0, 2, 3, 1])).Permute([0, 3, 1, 2]);
}
