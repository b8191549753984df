using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>
/// Attention among all places, at half resolution if asked, whose heads exchange their weights (Shazeer et al. 2020), plus a
/// depthwise convolution of the values.
/// </summary>
internal sealed class TalkingAttention : Layer
{
    private const int Heads = 8;
    private const int KeyChannels = 32;
    private const int ValueChannels = 4 * KeyChannels;
    private readonly Tensor biases;
    private readonly Tensor index;
    private readonly BiasedConvNorm? shrink;
    private readonly BiasedConvNorm query;
    private readonly BiasedConvNorm key;
    private readonly BiasedConvNorm value;
    private readonly BiasedConvNorm local;
    private readonly Conv2d talk1;
    private readonly Conv2d talk2;
    private readonly BiasedConvNorm proj;

    public TalkingAttention(int channels, Size2 map, bool isHalved)
    {
        var size = isHalved ? new Size2((map.Height + 1) / 2, (map.Width + 1) / 2) : map;
        var values = Heads * ValueChannels;
        biases = Parameter("attention_biases", Aten.Zeros([Heads, size.Height * size.Width]));
        index = Buffer("attention_bias_idxs", AbsoluteOffsets.Index(size), persistent: false);
        shrink = isHalved ? Register("stride_conv", new BiasedConvNorm(channels, channels, 3, 2, channels)) : null;
        query = Register("q", new BiasedConvNorm(channels, Heads * KeyChannels));
        key = Register("k", new BiasedConvNorm(channels, Heads * KeyChannels));
        value = Register("v", new BiasedConvNorm(channels, values));
        local = Register("v_local", new BiasedConvNorm(values, values, 3, groups: values));
        talk1 = Register("talking_head1", new Conv2d(Heads, Heads, 1));
        talk2 = Register("talking_head2", new Conv2d(Heads, Heads, 1));
        proj = Register("proj", new BiasedConvNorm(values, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = shrink is null ? input : shrink.Forward(input);
        var values = value.Forward(x);
        var logits = (MapHeads.Split(query.Forward(x), Heads) * Math.Pow(KeyChannels, -0.5)).Matmul(MapHeads.Split(key.Forward(x), Heads).Transpose(-2, -1));
        logits.AddInPlace(AbsoluteOffsets.Look(biases, index));
        var weights = talk2.Forward(talk1.Forward(logits).Softmax(-1));
        var attended = MapHeads.Merge(weights.Matmul(MapHeads.Split(values, Heads)), x.Size(2), x.Size(3)) + local.Forward(values);
        if (shrink is not null)
            attended = attended.UpsampleBilinear2d([2 * x.Size(2), 2 * x.Size(3)], alignCorners: false);
        return scope.Keep(proj.Forward(attended.Gelu()));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(biases, 0);
}
