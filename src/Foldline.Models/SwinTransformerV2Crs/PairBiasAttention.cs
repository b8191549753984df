using Foldline.Models.Layers;
using Foldline.Models.SwinTransformers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformerV2Crs;

/// <summary>Cosines with a learned scale, and biases that a small network makes of the logarithm of every pair's offset (after Liu et al. 2022).</summary>
internal sealed class PairBiasAttention : WindowAttention
{
    private const int Hidden = 384;
    private readonly int heads;
    private readonly Tensor logitScale;
    private readonly Tensor offsets;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly NamedSequence biasNetwork;

    public PairBiasAttention(SwinBlockShape shape)
    {
        heads = shape.Heads;
        logitScale = Parameter("logit_scale", Aten.Empty([heads]));
        offsets = Buffer("relative_coordinates_log", Offsets(shape.FittedWindow), persistent: false);
        qkv = Register("qkv", new Linear(shape.Channels, 3 * shape.Channels));
        proj = Register("proj", new Linear(shape.Channels, shape.Channels));
        biasNetwork = Register("meta_mlp", RelativeBiasNetwork.Network(heads, Hidden));
    }

    public override Tensor Forward(Tensor tokens, Tensor? mask)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(tokens), heads);
        var scale = logitScale.View([heads, 1, 1]).Clamp(max: LargestScale).Exp();
        var logits = (Unit(query) * scale).Matmul(Unit(key).Transpose(-2, -1));
        var bias = biasNetwork.Forward(offsets).T().Reshape([heads, tokens.Size(1), tokens.Size(1)]);
        return scope.Keep(proj.Forward(Attend(logits, bias, mask, value)));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(logitScale, FirstScale);

    // Not once an offset: dropout in the network treats each pair by itself.
    private static Tensor Offsets(Size2 window)
    {
        using var scope = new TensorScope();
        return scope.Keep(RelativePositions.LogOffsets(window).View([-1, 2]).IndexSelect(0, RelativePositions.Index(window)));
    }
}
