using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>
/// Attention whose cost grows with the number of tokens and not its square: keys and values are multiplied first (Xu et al. 2021).
/// [N, 1 + patches, C] → the same.
/// </summary>
internal sealed class FactorizedAttention : Layer
{
    /// <summary>Heads of all attentions.</summary>
    public const int Heads = 8;

    private readonly double scale;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly ConvRelativePositions positions;

    /// <param name="channels">Channels.</param>
    /// <param name="positions">Relative positions, which all blocks of a scale share.</param>
    public FactorizedAttention(int channels, ConvRelativePositions positions)
    {
        scale = Math.Pow(channels / Heads, -0.5);
        qkv = Register("qkv", new Linear(channels, 3 * channels));
        proj = Register("proj", new Linear(channels, channels));
        this.positions = Share("crpe", positions);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (query, key, value) = DotProductAttention.Unpack(qkv.Forward(input), Heads);
        var context = key.Softmax(2).Transpose(-2, -1).Matmul(value);
        var attended = (query.Matmul(context) * scale) + positions.Forward(query, value);
        return scope.Keep(proj.Forward(DotProductAttention.MergeHeads(attended)));
    }
}
