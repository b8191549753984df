using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Beits;

/// <summary>
/// Self-attention with a learned bias for each offset between patches, and no bias of the keys (Bao et al. 2022): [N, 1 + patches,
/// channels] → the same.
/// </summary>
internal sealed class BeitAttention : Layer
{
    private readonly int heads;
    private readonly Tensor queryBias;
    private readonly Tensor keyBias;
    private readonly Tensor valueBias;
    private readonly Tensor offsetBias;
    private readonly Tensor offsets;
    private readonly Linear qkv;

    /// <param name="channels">Channels of a token.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="grid">Rows and columns of patches.</param>
    public BeitAttention(int channels, int heads, Size2 grid)
    {
        this.heads = heads;
        queryBias = Parameter("q_bias", Aten.Zeros([channels]));
        keyBias = Buffer("k_bias", Aten.Zeros([channels]), persistent: false);
        valueBias = Parameter("v_bias", Aten.Zeros([channels]));
        offsetBias = Parameter("relative_position_bias_table", Aten.Zeros([BeitOffsets.Count(grid), heads]));
        offsets = Buffer("relative_position_index", BeitOffsets.Index(grid), persistent: false);
        qkv = Register("qkv", new Linear(channels, 3 * channels, bias: false));
        Output = Register("proj", new Linear(channels, channels));
    }

    /// <summary>The last linear layer.</summary>
    public Linear Output { get; }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var packed = input.Linear(qkv.Weight, Aten.Cat([queryBias, keyBias, valueBias]));
        var (query, key, value) = DotProductAttention.Unpack(packed, heads);
        var tokens = input.Size(1);
        var bias = offsetBias.IndexSelect(0, offsets.View([-1])).View([tokens, tokens, -1]).Permute([2, 0, 1]);
        return scope.Keep(Output.Forward(DotProductAttention.Apply(query, key, value, bias)));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(queryBias, 0);
        Init.Constant(valueBias, 0);
        Init.Constant(offsetBias, 0);
    }
}
