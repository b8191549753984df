using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Coats;

/// <summary>
/// A block of the last three scales: each attends to itself, and their results, brought to each other's size, add up. Then all go through
/// the same network of two layers. [N, tokens of all scales, C] → the same.
/// </summary>
internal sealed class ParallelBlock : Layer
{
    private const int FirstScale = 2;
    private readonly TokenScales scales;
    private readonly LayerNorm[] norms;
    private readonly FactorizedAttention[] attentions;
    private readonly DropPath dropPath;
    private readonly LayerNorm[] mlpNorms;
    private readonly Mlp mlp;

    /// <param name="shape">Channels, and hidden channels of the network for each of them.</param>
    /// <param name="scales">The scales.</param>
    /// <param name="relative">Relative positions of each, which all blocks share.</param>
    /// <param name="dropRate">Probability of dropping a branch while training.</param>
    public ParallelBlock((int Channels, int Expansion) shape, TokenScales scales, IEnumerable<ConvRelativePositions> relative, double dropRate)
    {
        this.scales = scales;
        norms = [.. Enumerable.Range(FirstScale, scales.Count).Select(i => Register($"norm1{i}", new LayerNorm(shape.Channels, Coat.Epsilon)))];
        attentions = [.. relative.Select((positions, i) => Register($"factoratt_crpe{FirstScale + i}", new FactorizedAttention(shape.Channels, positions)))];
        dropPath = Register("drop_path", new DropPath(dropRate));
        mlpNorms = [.. Enumerable.Range(FirstScale, scales.Count).Select(i => Register($"norm2{i}", new LayerNorm(shape.Channels, Coat.Epsilon)))];
        mlp = Register($"mlp{FirstScale}", new Mlp(shape.Channels, shape.Expansion * shape.Channels));
        for (var i = 1; i < scales.Count; i++)
            Share($"mlp{FirstScale + i}", mlp);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var tokens = scales.Split(input);
        var attended = tokens.Select((scale, i) => norms[i].Forward(scale).Then(attentions[i])).ToList();
        var outputs = tokens.Select((scale, i) =>
        {
            var x = scale + dropPath.Forward(Exchanged(attended, i));
            return x + mlpNorms[i].Forward(x).Then(mlp).Then(dropPath);
        });
        return scope.Keep(TokenScales.Join(outputs));
    }

    private Tensor Exchanged(List<Tensor> attended, int scale)
    {
        var sum = attended[scale];
        for (var other = 0; other < attended.Count; other++)
        {
            if (other != scale)
                sum += scales.Resize(attended[other], other, scale);
        }

        return sum;
    }
}
