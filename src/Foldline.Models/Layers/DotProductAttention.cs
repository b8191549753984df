using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>softmax(q kᵀ / √d + bias) v of Vaswani et al. (2017), written out.</summary>
internal static class DotProductAttention
{
    /// <param name="query">[N, heads, tokens, d].</param>
    /// <param name="key">[N, heads, keys, d].</param>
    /// <param name="value">[N, heads, keys, c].</param>
    /// <param name="bias">Added to the scores; broadcasts to [N, heads, tokens, keys].</param>
    /// <returns>[N, tokens, heads · c].</returns>
    public static Tensor Apply(Tensor query, Tensor key, Tensor value, Tensor? bias = null)
    {
        using var scope = new TensorScope();
        var weights = Weights(query, key, bias);
        return scope.Keep(MergeHeads(weights.Matmul(value)));
    }

    /// <summary>How much each token takes from each key: [N, heads, tokens, keys], rows that sum to 1.</summary>
    public static Tensor Weights(Tensor query, Tensor key, Tensor? bias = null)
    {
        using var scope = new TensorScope();
        var scores = (query * Math.Pow(query.Size(-1), -0.5)).Matmul(key.Transpose(-2, -1));
        if (bias is not null)
            scores = scores.AddInPlace(bias);
        return scope.Keep(scores.Softmax(-1));
    }

    /// <summary>Cuts channels into heads: [N, tokens, heads · d] → [N, heads, tokens, d].</summary>
    public static Tensor SplitHeads(Tensor tokens, int heads)
    {
        using var scope = new TensorScope();
        return scope.Keep(tokens.Reshape([tokens.Size(0), tokens.Size(1), heads, -1]).Transpose(1, 2));
    }

    /// <summary>The reverse: [N, heads, tokens, d] → [N, tokens, heads · d].</summary>
    public static Tensor MergeHeads(Tensor heads)
    {
        using var scope = new TensorScope();
        return scope.Keep(heads.Transpose(1, 2).Reshape([heads.Size(0), heads.Size(2), -1]));
    }

    /// <summary>Cuts one product of queries, keys and values apart: [N, tokens, 3 · heads · d] → three of [N, heads, tokens, d].</summary>
    public static (Tensor Query, Tensor Key, Tensor Value) Unpack(Tensor packed, int heads)
    {
        using var scope = new TensorScope();
        var parts = packed.Reshape([packed.Size(0), packed.Size(1), 3, heads, -1]).Permute([2, 0, 3, 1, 4]).Unbind();
        return (scope.Keep(parts[0]), scope.Keep(parts[1]), scope.Keep(parts[2]));
    }
}
