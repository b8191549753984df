using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormers;

/// <summary>Attention of 7×7 tokens with biases by distance; values have four times the keys' channels.</summary>
internal sealed class EfficientAttention : Layer
{
    private const int Heads = 8;
    private const int KeyChannels = 32;
    private const int ValueChannels = 4 * KeyChannels;
    private const int Side = 7;
    private static readonly long[] Splits = [KeyChannels, KeyChannels, ValueChannels];
    private readonly Tensor biases;
    private readonly Tensor index;
    private readonly Linear qkv;
    private readonly Linear proj;

    public EfficientAttention(int channels)
    {
        biases = Parameter("attention_biases", Aten.Zeros([Heads, Side * Side]));
        index = Buffer("attention_bias_idxs", AbsoluteOffsets.Index(Side));
        qkv = Register("qkv", new Linear(channels, Heads * ((2 * KeyChannels) + ValueChannels)));
        proj = Register("proj", new Linear(Heads * ValueChannels, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = DotProductAttention.SplitHeads(qkv.Forward(input), Heads).SplitWithSizes(Splits, dim: 3);
        return scope.Keep(proj.Forward(DotProductAttention.Apply(parts[0], parts[1], parts[2], AbsoluteOffsets.Look(biases, index))));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(biases, 0);
}
