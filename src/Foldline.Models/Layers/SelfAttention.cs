using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Attention of tokens to each other: [N, tokens, channels] → the same; timm's <c>Attention</c>.</summary>
internal sealed class SelfAttention : Layer
{
    private readonly int heads;
    private readonly Linear qkv;
    private readonly Layer queryNorm;
    private readonly Layer keyNorm;
    private readonly Layer norm;
    private readonly Linear proj;

    public SelfAttention(int channels, AttentionOptions options)
    {
        heads = options.Heads;
        qkv = Register("qkv", new Linear(channels, 3 * channels, options.QkvBias));
        queryNorm = Register("q_norm", options.QkNorm?.Invoke(channels / heads) ?? new Identity());
        keyNorm = Register("k_norm", options.QkNorm?.Invoke(channels / heads) ?? new Identity());
        norm = Register("norm", options.OutputNorm?.Invoke(channels) ?? new Identity());
        proj = Register("proj", new Linear(channels, channels, options.OutputBias));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input), heads);
        var attended = DotProductAttention.Apply(queryNorm.Forward(query), keyNorm.Forward(key), value);
        return scope.Keep(proj.Forward(norm.Forward(attended)));
    }
}
