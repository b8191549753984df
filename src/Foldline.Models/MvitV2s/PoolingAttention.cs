using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MvitV2s;

/// <summary>
/// Attention whose queries, keys and values are pooled by depthwise convolutions, head by head, with learned vectors for the distances
/// down and across; the pooled queries are added to the result (Li et al. 2022): [N, tokens, C] → [N, pooled tokens, out].
/// </summary>
internal sealed class PoolingAttention : Layer
{
    private const int Parts = 3;
    private const int Kernel = 3;
    private readonly MvitV2BlockShape shape;
    private readonly Tensor tableDown;
    private readonly Tensor tableAcross;
    private readonly Tensor indexDown;
    private readonly Tensor indexAcross;
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly (Conv2d Pool, LayerNorm Norm) query;
    private readonly (Conv2d Pool, LayerNorm Norm) key;
    private readonly (Conv2d Pool, LayerNorm Norm) value;

    public PoolingAttention(MvitV2BlockShape shape)
    {
        this.shape = shape;
        var (channels, queries, keys) = (shape.AttentionChannels, shape.Queries, shape.Keys);
        var width = channels / shape.Heads;
        tableDown = Parameter("rel_pos_h", Aten.Empty([AxisDistances.Count(queries.Height, keys.Height), width]));
        tableAcross = Parameter("rel_pos_w", Aten.Empty([AxisDistances.Count(queries.Width, keys.Width), width]));
        indexDown = Buffer("index_down", AxisDistances.Index(queries.Height, keys.Height), persistent: false);
        indexAcross = Buffer("index_across", AxisDistances.Index(queries.Width, keys.Width), persistent: false);
        qkv = Register("qkv", new Linear(shape.InChannels, Parts * channels));
        proj = Register("proj", new Linear(channels, channels));
        query = RegisterPool("q", width, shape.QueryStride);
        key = RegisterPool("k", width, shape.KeyStride);
        value = RegisterPool("v", width, shape.KeyStride);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (queries, keys, values) = DotProductAttention.Unpack(qkv.Forward(input), shape.Heads);
        queries = Pool(queries, query);
        var scores = (queries * Math.Pow(queries.Size(-1), -0.5)).Matmul(Pool(keys, key).Transpose(-2, -1));
        AddDistances(scores, queries);
        var attended = scores.Softmax(-1).Matmul(Pool(values, value)) + queries;
        return scope.Keep(proj.Forward(DotProductAttention.MergeHeads(attended)));
    }

    /// <summary>As timm's constructor: after the layers the tables.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        MvitV2.Draw(tableDown, generator);
        MvitV2.Draw(tableAcross, generator);
    }

    /// <summary>[N, heads, tokens, d] → [N, heads, pooled tokens, d]; tokens before those of the patches stay and are normalised only.</summary>
    private Tensor Pool(Tensor tokens, (Conv2d Pool, LayerNorm Norm) layers)
    {
        using var scope = new TensorScope();
        var (samples, width) = (tokens.Size(0), tokens.Size(-1));
        var patches = tokens.Narrow(2, shape.Prefix, tokens.Size(2) - shape.Prefix);
        var map = patches.Reshape([-1, shape.Grid.Height, shape.Grid.Width, width]).Permute([0, 3, 1, 2]);
        var pooled = layers.Pool.Forward(map).Reshape([samples, shape.Heads, width, -1]).Transpose(2, 3);
        if (shape.Prefix > 0)
            pooled = Aten.Cat([tokens.Narrow(2, 0, shape.Prefix), pooled], 2);
        return scope.Keep(layers.Norm.Forward(pooled));
    }

    /// <summary>Adds to the scores of patches the products of each query with the vectors of its distances from the keys.</summary>
    /// <param name="scores">[N, heads, pooled tokens, keys]; changed in place.</param>
    /// <param name="queries">[N, heads, pooled tokens, d].</param>
    private void AddDistances(Tensor scores, Tensor queries)
    {
        using var scope = new TensorScope();
        var (size, keys, prefix) = (shape.Queries, shape.Keys, shape.Prefix);
        var (samples, width, places) = (queries.Size(0), queries.Size(-1), size.Height * size.Width);
        var patches = queries.Narrow(2, prefix, places).Reshape([samples, shape.Heads, size.Height, size.Width, width]);
        var down = patches.Matmul(Look(tableDown, indexDown, keys.Height));
        var across = patches.Transpose(2, 3).Matmul(Look(tableAcross, indexAcross, keys.Width)).Transpose(2, 3);
        scores.Narrow(2, prefix, places).Narrow(3, prefix, keys.Height * keys.Width)
            .View([samples, shape.Heads, size.Height, size.Width, keys.Height, keys.Width])
            .AddInPlace(down.Unsqueeze(-1))
            .AddInPlace(across.Unsqueeze(-2));
    }

    /// <summary>The vectors of all pairs: [queries, d, keys].</summary>
    private static Tensor Look(Tensor table, Tensor index, long keys) => table.IndexSelect(0, index).View([-1, keys, table.Size(1)]).Transpose(1, 2);

    private (Conv2d Pool, LayerNorm Norm) RegisterPool(string name, int width, int stride) =>
    (
        Register($"pool_{name}", new Conv2d(width, width, Kernel, new Conv2dOptions { Stride = stride, Padding = Kernel / 2, Groups = width, Bias = false })),
        Register($"norm_{name}", new LayerNorm(width, MvitV2.Epsilon)));
}
