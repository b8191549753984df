using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>
/// Attention as the difference of two, which cancels what both see everywhere (Ye et al. 2024): the share of the second is learned,
/// the result is normed head by head. A part of attentions, whose names it shares.
/// </summary>
internal sealed class Differential
{
    private readonly int heads;
    private readonly double initialShare;
    private readonly Tensor[] lambdas;
    private readonly RmsNorm norm;

    /// <param name="heads">Heads; each has two of queries and keys.</param>
    /// <param name="block">Number of the block, on which the first share depends.</param>
    /// <param name="lambdas">The vectors q1, k1, q2 and k2 that make the share.</param>
    /// <param name="norm">Norm of each head's output.</param>
    public Differential(int heads, int block, Tensor[] lambdas, RmsNorm norm)
    {
        this.heads = heads;
        this.lambdas = lambdas;
        this.norm = norm;
        initialShare = 0.8 - (0.6 * Math.Exp(-0.3 * block));
    }

    public static string[] LambdaNames { get; } = ["lambda_q1", "lambda_k1", "lambda_q2", "lambda_k2"];

    /// <summary>Queries, keys and values [N, tokens, channels] to the same shape.</summary>
    public Tensor Forward(Tensor query, Tensor key, Tensor value, Layer queryNorm, Layer keyNorm)
    {
        using var scope = new TensorScope();
        var q = queryNorm.Forward(DotProductAttention.SplitHeads(query, 2 * heads));
        var k = keyNorm.Forward(DotProductAttention.SplitHeads(key, 2 * heads));
        var v = DotProductAttention.SplitHeads(value, heads);
        var pairs = DotProductAttention.Weights(q, k).Unflatten(1, [heads, 2]);
        var weights = pairs.Select(2, 0) - (Share() * pairs.Select(2, 1));
        var normed = norm.Forward(weights.Matmul(v)) * (1 - initialShare);
        return scope.Keep(DotProductAttention.MergeHeads(normed));
    }

    public void Reset(TorchGenerator generator)
    {
        foreach (var lambda in lambdas)
            Init.Normal(lambda, generator, 0, 0.1);
    }

    private Tensor Share()
    {
        using var scope = new TensorScope();
        var first = (lambdas[0] * lambdas[1]).Sum().Exp();
        var second = (lambdas[2] * lambdas[3]).Sum().Exp();
        return scope.Keep(first - second + initialShare);
    }
}
