using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DaVits;

/// <summary>Attention of channels to each other, within heads (Ding et al. 2022): [N, H, W, C] → the same.</summary>
internal sealed class ChannelAttention : Layer
{
    private readonly int heads;
    private readonly bool isFlorence;
    private readonly Linear qkv;
    private readonly Linear proj;

    public ChannelAttention(int channels, int heads, bool isFlorence)
    {
        this.heads = heads;
        this.isFlorence = isFlorence;
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input.Flatten(1, 2)), heads);
        var mixed = isFlorence
            ? Mix(query * Math.Pow(query.Size(2), -0.5), key, value)
            : Mix(key * Math.Pow(key.Size(3), -0.5), value, query);
        return scope.Keep(proj.Forward(DotProductAttention.MergeHeads(mixed)).View(input.Shape));
    }

    /// <summary>values · softmax(aᵀ b)ᵀ, all [N, heads, places, channels].</summary>
    private static Tensor Mix(Tensor a, Tensor b, Tensor values) =>
        values.Matmul(a.Transpose(-2, -1).Matmul(b).Softmax(-1).Transpose(-2, -1));
}
