using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Cosines with a learned scale, and biases that a small network makes of the offsets (Liu et al. 2022, Swin Transformer V2).</summary>
internal sealed class CosineWindowAttention : WindowAttention
{
    private const int Hidden = 512;
    private const double LargestBias = 16;
    private readonly int heads;
    private readonly Tensor logitScale;
    private readonly Tensor queryBias;
    private readonly Tensor valueBias;
    private readonly Tensor keyBias;
    private readonly Sequential biasNetwork;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly Tensor coordinates;
    private readonly Tensor index;

    public CosineWindowAttention(SwinBlockShape shape, int trainedWindow)
    {
        var channels = shape.Channels;
        heads = shape.Heads;
        logitScale = Parameter("logit_scale", Aten.Empty([heads, 1, 1]));
        queryBias = Parameter("q_bias", Aten.Zeros([channels]));
        valueBias = Parameter("v_bias", Aten.Zeros([channels]));
        keyBias = Buffer("k_bias", Aten.Zeros([channels]), persistent: false);
        coordinates = Buffer("relative_coords_table", RelativePositions.LogCoordinates(shape.FittedWindow, trainedWindow > 0 ? trainedWindow : null), persistent: false);
        index = Buffer("relative_position_index", RelativePositions.Index(shape.FittedWindow), persistent: false);
        biasNetwork = Register("cpb_mlp", new Sequential(new Linear(2, Hidden), new Activation(ActivationKind.Relu), new Linear(Hidden, heads, bias: false)));
        qkv = Register("qkv", new Linear(channels, 3 * channels, bias: false));
        proj = Register("proj", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor tokens, Tensor? mask)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(tokens.Linear(qkv.Weight, Aten.Cat([queryBias, keyBias, valueBias])), heads);
        var scale = logitScale.Clamp(max: LargestScale).Exp();
        var logits = (Unit(query) * scale).Matmul(Unit(key).Transpose(-2, -1));
        var table = biasNetwork.Forward(coordinates).View([-1, heads]).SigmoidInPlace() * LargestBias;
        return scope.Keep(proj.Forward(Attend(logits, RelativePositions.Look(table, index, tokens.Size(1)), mask, value)));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(logitScale, FirstScale);
        Init.Constant(queryBias, 0);
        Init.Constant(valueBias, 0);
    }
}
