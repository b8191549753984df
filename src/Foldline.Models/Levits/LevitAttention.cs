using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>
/// Attention with a learned bias for each distance (Graham et al. 2021); with a stride of 2 the queries are every second token both
/// ways, so that the features shrink.
/// </summary>
internal sealed class LevitAttention : Layer
{
    private readonly LevitParts parts;
    private readonly int heads;
    private readonly int stride;
    private readonly Size2 grid;
    private readonly long[] splits;
    private readonly Tensor biases;
    private readonly Tensor distances;
    private readonly Layer product;
    private readonly Layer? queryProduct;
    private readonly Sequential proj = new();

    /// <param name="parts">Makes the layers.</param>
    /// <param name="shape">Channels, heads.</param>
    /// <param name="grid">Rows and columns of the input.</param>
    /// <param name="stride">1, or 2 to shrink.</param>
    public LevitAttention(LevitParts parts, LevitAttentionShape shape, Size2 grid, int stride = 1)
    {
        this.parts = parts;
        this.grid = grid;
        this.stride = stride;
        heads = shape.Heads;
        var key = parts.Settings.KeySize;
        var value = key * shape.ValueRatio;
        splits = stride == 1 ? [key, key, value] : [key, value];
        biases = Parameter("attention_biases", Aten.Zeros([heads, grid.Height * grid.Width]));
        distances = Buffer("attention_bias_idxs", LevitDistances.Index(grid, stride), persistent: false);
        product = Register(stride == 1 ? "qkv" : "kv", parts.Product(shape.In, (int)splits.Sum() * heads));
        if (stride > 1)
        {
            var query = Register("q", new Sequential());
            query.Add("ln", queryProduct = parts.Product(shape.In, key * heads));
        }

        proj.Add("act", parts.Act());
        proj.Add("ln", parts.Product(value * heads, shape.Out, startsAtZero: stride == 1));
        Register("proj", proj);
    }

    /// <summary>Rows and columns of the output.</summary>
    public Size2 OutGrid => new((grid.Height + stride - 1) / stride, (grid.Width + stride - 1) / stride);

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var made = parts.ToHeads(product.Forward(input), heads).SplitWithSizes(splits, -1);
        var query = queryProduct is null ? made[0] : parts.ToHeads(queryProduct.Forward(Subsample(input)), heads);
        var bias = biases.IndexSelect(1, distances.Flatten()).View([heads, distances.Size(0), -1]);
        var weights = DotProductAttention.Weights(query, made[^2], bias);
        return scope.Keep(proj.Forward(parts.FromHeads(weights.Matmul(made[^1]), OutGrid)));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(biases, 0);

    private Tensor Subsample(Tensor input)
    {
        if (parts.Settings.Convolutional)
            return input.Slice(2, 0, null, stride).Slice(3, 0, null, stride);
        var map = input.Unflatten(1, [grid.Height, grid.Width]);
        return map.Slice(1, 0, null, stride).Slice(2, 0, null, stride).Reshape([input.Size(0), OutGrid.Height * OutGrid.Width, -1]);
    }
}
