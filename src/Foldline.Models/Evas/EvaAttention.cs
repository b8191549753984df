using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Evas;

/// <summary>Self-attention with rotary positions: [N, tokens, channels] → the same.</summary>
internal sealed class EvaAttention : Layer
{
    private readonly int heads;
    private readonly int block;
    private readonly RotaryEmbedding? rotary;
    private readonly Tensor? queryBias;
    private readonly Tensor? keyBias;
    private readonly Tensor? valueBias;
    private readonly Linear? qkv;
    private readonly Linear[] projections = [];
    private readonly Layer norm;

    /// <param name="settings">The network's settings.</param>
    /// <param name="block">Number of the block.</param>
    /// <param name="rotary">Rotary positions, which belong to the network; null for none.</param>
    public EvaAttention(EvaSettings settings, int block, RotaryEmbedding? rotary)
    {
        var channels = settings.Width;
        heads = settings.Heads;
        this.block = block;
        this.rotary = rotary;
        if (settings is { Qkv: QkvKind.Packed, QkvBias: true })
        {
            queryBias = Parameter("q_bias", Aten.Zeros([channels]));
            keyBias = Buffer("k_bias", Aten.Zeros([channels]), persistent: false);
            valueBias = Parameter("v_bias", Aten.Zeros([channels]));
        }

        if (settings.Qkv == QkvKind.Separate)
        {
            projections =
            [
                Register("q_proj", new Linear(channels, channels, settings.QkvBias)),
                Register("k_proj", new Linear(channels, channels, bias: false)),
                Register("v_proj", new Linear(channels, channels, settings.QkvBias)),
            ];
        }
        else
        {
            qkv = Register("qkv", new Linear(channels, 3 * channels, settings is { Qkv: QkvKind.Plain, QkvBias: true }));
        }

        norm = Register<Layer>("norm", settings.AttentionNorm ? new LayerNorm(channels, settings.Epsilon) : new Identity());
        Output = Register("proj", new Linear(channels, channels));
    }

    /// <summary>The last linear layer.</summary>
    public Linear Output { get; }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = Project(input);
        if (rotary is not null)
            (query, key) = (rotary.Rotate(query, block), rotary.Rotate(key, block));
        return scope.Keep(DotProductAttention.Apply(query, key, value).Then(norm).Then(Output));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        if (queryBias is null)
            return;
        Init.Constant(queryBias, 0);
        Init.Constant(valueBias!, 0);
    }

    private (Tensor Query, Tensor Key, Tensor Value) Project(Tensor input)
    {
        if (projections is [var query, var key, var value])
        {
            return (
                DotProductAttention.SplitHeads(query.Forward(input), heads),
                DotProductAttention.SplitHeads(key.Forward(input), heads),
                DotProductAttention.SplitHeads(value.Forward(input), heads));
        }

        var packed = queryBias is null ? qkv!.Forward(input) : input.Linear(qkv!.Weight, Aten.Cat([queryBias, keyBias!, valueBias!]));
        return DotProductAttention.Unpack(packed, heads);
    }
}
