using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.SwinTransformers;

/// <summary>Scaled dot products and a learned bias for each offset between two tokens (Liu et al. 2021).</summary>
internal sealed class BiasedWindowAttention : WindowAttention
{
    private const double TableDeviation = 0.02;
    private readonly int heads;
    private readonly double scale;
    private readonly Tensor table;
    private readonly Tensor index;
    private readonly Linear qkv;
    private readonly Linear proj;

    public BiasedWindowAttention(SwinBlockShape shape)
    {
        heads = shape.Heads;
        scale = 1 / Math.Sqrt(shape.Channels / heads);
        Window = shape.FittedWindow;
        table = Parameter("relative_position_bias_table", Aten.Empty([RelativePositions.Count(Window), heads]));
        index = Buffer("relative_position_index", RelativePositions.Index(Window), persistent: false);
        qkv = Register("qkv", new Linear(shape.Channels, 3 * shape.Channels));
        proj = Register("proj", new Linear(shape.Channels, shape.Channels));
    }

    /// <summary>The windows for which the table is.</summary>
    public Size2 Window { get; }

    public override Tensor Forward(Tensor tokens, Tensor? mask)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(tokens), heads);
        var logits = (query * scale).Matmul(key.Transpose(-2, -1));
        var bias = RelativePositions.Look(table, index, tokens.Size(1));
        return scope.Keep(proj.Forward(Attend(logits, bias, mask, value)));
    }

    /// <summary>As timm's constructor: after the layers the table.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.TruncatedNormal(table, generator, 0, TableDeviation);
    }
}
