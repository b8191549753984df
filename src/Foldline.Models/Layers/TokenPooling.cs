using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Pools tokens to vectors, as timm's <c>global_pool_nlc</c>.</summary>
internal static class TokenPooling
{
    private static readonly long[] Tokens = [1];

    /// <param name="tokens">[N, prefix + patches, C].</param>
    /// <param name="kind">A kind for tokens; <see cref="GlobalPoolKind.Attention"/> is a layer of its own.</param>
    /// <param name="prefix">Tokens before those of the patches; means and maxima leave them out.</param>
    /// <returns>[N, C], or all tokens for <see cref="GlobalPoolKind.None"/>.</returns>
    /// <exception cref="FoldlineException">FL2206: tokens cannot be pooled so.</exception>
    public static Tensor Apply(Tensor tokens, GlobalPoolKind kind, int prefix) =>
        kind == GlobalPoolKind.None ? tokens.Share() : ToVector(tokens, kind, prefix);

    /// <summary>The same for networks that need a vector.</summary>
    /// <param name="tokens">[N, prefix + patches, C].</param>
    /// <param name="kind">A kind for tokens, not <see cref="GlobalPoolKind.None"/>.</param>
    /// <param name="prefix">Tokens before those of the patches; means and maxima leave them out.</param>
    /// <returns>[N, C].</returns>
    /// <exception cref="FoldlineException">FL2206: tokens cannot be pooled so.</exception>
    public static Tensor ToVector(Tensor tokens, GlobalPoolKind kind, int prefix)
    {
        using var scope = new TensorScope();
        if (kind == GlobalPoolKind.Token && prefix > 0)
            return scope.Keep(tokens.Select(1, 0));
        var patches = WithoutPrefix(tokens, prefix);
        return scope.Keep(kind switch
        {
            GlobalPoolKind.Average => patches.Mean(Tokens),
            GlobalPoolKind.Max => patches.Amax(Tokens),
            GlobalPoolKind.AverageMax => (patches.Mean(Tokens) + patches.Amax(Tokens)) * 0.5,
            _ => throw FoldlineException.User("FL2206", $"This network of tokens cannot pool by '{kind}'. Choose average, max, average_max or, where it has a class token, token."),
        });
    }

    /// <summary>The tokens of the patches.</summary>
    public static Tensor WithoutPrefix(Tensor tokens, int prefix) => prefix == 0 ? tokens : tokens.Narrow(1, prefix, tokens.Size(1) - prefix);

    /// <summary>Lays the tokens of the patches out as a map: [N, prefix + h · w, C] → [N, C, h, w].</summary>
    public static Tensor ToMap(Tensor tokens, int prefix, Size2 grid)
    {
        using var scope = new TensorScope();
        var rows = WithoutPrefix(tokens, prefix).Reshape([tokens.Size(0), grid.Height, grid.Width, -1]);
        return scope.Keep(rows.Permute([0, 3, 1, 2]));
    }
}
