using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientFormerV2s;

/// <summary>Attention that halves the map: its queries are every second place.</summary>
internal sealed class ShrinkingAttention : Layer
{
    private const int Heads = 8;
    private const int KeyChannels = 16;
    private const int ValueChannels = 4 * KeyChannels;
    private readonly Tensor biases;
    private readonly Tensor index;
    private readonly ShrinkingQuery query;
    private readonly BiasedConvNorm key;
    private readonly BiasedConvNorm value;
    private readonly BiasedConvNorm local;
    private readonly BiasedConvNorm proj;

    public ShrinkingAttention(int inChannels, int outChannels, Size2 map)
    {
        var values = Heads * ValueChannels;
        biases = Parameter("attention_biases", Aten.Zeros([Heads, map.Height * map.Width]));
        index = Buffer("attention_bias_idxs", AbsoluteOffsets.Index(map, 2), persistent: false);
        query = Register("q", new ShrinkingQuery(inChannels, Heads * KeyChannels));
        key = Register("k", new BiasedConvNorm(inChannels, Heads * KeyChannels));
        value = Register("v", new BiasedConvNorm(inChannels, values));
        local = Register("v_local", new BiasedConvNorm(values, values, 3, 2, values));
        proj = Register("proj", new BiasedConvNorm(values, outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var values = value.Forward(input);
        var weights = DotProductAttention.Weights(
            MapHeads.Split(query.Forward(input), Heads),
            MapHeads.Split(key.Forward(input), Heads),
            AbsoluteOffsets.Look(biases, index));
        var convolved = local.Forward(values);
        var attended = MapHeads.Merge(weights.Matmul(MapHeads.Split(values, Heads)), convolved.Size(2), convolved.Size(3));
        return scope.Keep(proj.Forward((attended + convolved).Gelu()));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(biases, 0);
}
