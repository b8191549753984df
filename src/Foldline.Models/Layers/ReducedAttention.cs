using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Attention of all places to a smaller map: [N, H, W, C] → the same (Wang et al. 2022).</summary>
internal sealed class ReducedAttention : Layer
{
    private static readonly long[] Pooled = [7, 7];
    private readonly int heads;
    private readonly bool isLinear;
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear proj;
    private readonly Conv2d? reduce;
    private readonly LayerNorm? norm;

    /// <param name="channels">Channels.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="reduction">Side length of the patches of which each gives one key and value.</param>
    /// <param name="isLinear">Keys and values of 7×7 averages instead.</param>
    public ReducedAttention(int channels, int heads, int reduction, bool isLinear = false)
    {
        this.heads = heads;
        this.isLinear = isLinear;
        query = Register("q", new Linear(channels, channels));
        keyValue = Register("kv", new Linear(channels, 2 * channels));
        proj = Register("proj", new Linear(channels, channels));
        var patch = isLinear ? 1 : reduction;
        if (!isLinear && patch == 1)
            return;
        reduce = Register("sr", new Conv2d(channels, channels, patch, new Conv2dOptions { Stride = patch }));
        norm = Register("norm", new LayerNorm(channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var samples = input.Size(0);
        var queries = DotProductAttention.SplitHeads(query.Forward(input).Flatten(1, 2), heads);
        var pairs = keyValue.Forward(Reduce(input)).Reshape([samples, -1, 2, heads, queries.Size(-1)]).Permute([2, 0, 3, 1, 4]);
        var attended = DotProductAttention.Apply(queries, pairs[0], pairs[1]);
        return scope.Keep(proj.Forward(attended).View(input.Shape));
    }

    /// <summary>The map of keys and values, channels last.</summary>
    private Tensor Reduce(Tensor input)
    {
        if (reduce is null)
            return input;
        var map = input.Permute([0, 3, 1, 2]);
        var reduced = norm!.Forward(reduce.Forward(isLinear ? map.AdaptiveAvgPool2d(Pooled) : map).Permute([0, 2, 3, 1]));
        return isLinear ? reduced.Gelu() : reduced;
    }
}
