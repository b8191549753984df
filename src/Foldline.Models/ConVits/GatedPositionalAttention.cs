using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ConVits;

/// <summary>
/// Attention of patches that a learned gate mixes, head by head, from what the patches hold and from where they lie; it starts as a
/// convolution, each head looking at one neighbour (d'Ascoli et al. 2021): [N, patches, C] → the same.
/// </summary>
internal sealed class GatedPositionalAttention : Layer
{
    private const int OffsetParts = 3;
    private readonly int heads;
    private readonly Tensor offsets;
    private readonly Tensor gate;
    private readonly Linear queryKey;
    private readonly Linear value;
    private readonly Linear proj;
    private readonly Linear positions;

    /// <param name="channels">Channels.</param>
    /// <param name="heads">Heads, a square number: so many neighbours.</param>
    /// <param name="offsets">From <see cref="Offsets"/>; the network owns it.</param>
    public GatedPositionalAttention(int channels, int heads, Tensor offsets)
    {
        this.heads = heads;
        this.offsets = offsets;
        gate = Parameter("gating_param", Aten.Empty([heads]));
        queryKey = Register("qk", new Linear(channels, 2 * channels, bias: false));
        value = Register("v", new Linear(channels, channels, bias: false));
        proj = Register("proj", new Linear(channels, channels));
        positions = Register("pos_proj", new Linear(OffsetParts, heads));
    }

    /// <summary>For each pair of patches how far the second lies to the right, how far below, and the square of their distance: [patches, patches, 3].</summary>
    /// <param name="grid">Rows and columns of patches.</param>
    public static Tensor Offsets(Size2 grid)
    {
        var (count, columns) = ((int)(grid.Height * grid.Width), (int)grid.Width);
        var values = new float[count * count * OffsetParts];
        var at = 0;
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                var (right, down) = ((b % columns) - (a % columns), (b / columns) - (a / columns));
                values[at++] = right;
                values[at++] = down;
                values[at++] = (right * right) + (down * down);
            }
        }

        return Tensor.FromArray(values, count, count, OffsetParts);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var values = DotProductAttention.SplitHeads(value.Forward(input), heads);
        return scope.Keep(proj.Forward(DotProductAttention.MergeHeads(Weights(input).Matmul(values))));
    }

    /// <summary>Values pass unchanged, and each head's score by position is highest at a neighbour of its own.</summary>
    public void StartAsConvolution()
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        value.Weight.CopyInPlace(Aten.Eye(value.Weight.Size(0)));
        var side = (int)Math.Sqrt(heads);
        var center = (side - 1) / 2f;
        var weights = new float[heads * OffsetParts];
        for (var head = 0; head < side * side; head++)
        {
            weights[head * OffsetParts] = 2 * ((head / side) - center);
            weights[(head * OffsetParts) + 1] = 2 * ((head % side) - center);
            weights[(head * OffsetParts) + 2] = -1;
        }

        positions.Weight.CopyInPlace(Tensor.FromArray(weights, heads, OffsetParts));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gate, 1);

    /// <summary>How much each patch takes from each other: [N, heads, patches, patches].</summary>
    private Tensor Weights(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = queryKey.Forward(input).Reshape([input.Size(0), input.Size(1), 2, heads, -1]).Permute([2, 0, 3, 1, 4]);
        var byContent = DotProductAttention.Weights(parts[0], parts[1]);
        var byPosition = positions.Forward(offsets).Permute([2, 0, 1]).Softmax(-1);
        var share = gate.View([heads, 1, 1]).Sigmoid();
        var mixed = ((1 - share) * byContent) + (share * byPosition);
        return scope.Keep(mixed / mixed.Sum([-1], keepdim: true));
    }
}
