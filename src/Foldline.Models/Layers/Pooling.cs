using Foldline.Torch;

namespace Foldline.Models.Layers;

/// <summary>Pools feature maps to vectors, as timm's <c>SelectAdaptivePool2d</c>.</summary>
internal static class Pooling
{
    private static readonly long[] Places = [2, 3];

    /// <param name="features">[N, C, h, w].</param>
    /// <param name="kind">A kind for maps.</param>
    /// <returns>[N, C], twice the channels for <see cref="GlobalPoolKind.ConcatenatedAverageMax"/>, or the map as it is for <see cref="GlobalPoolKind.None"/>; always a tensor of its own.</returns>
    /// <exception cref="FoldlineException">FL2206: the kind is for tokens.</exception>
    public static Tensor Apply(Tensor features, GlobalPoolKind kind)
    {
        if (kind == GlobalPoolKind.None)
            return features.Share();
        using var scope = new TensorScope();
        return scope.Keep(kind switch
        {
            GlobalPoolKind.Average => features.Mean(Places),
            GlobalPoolKind.Max => features.Amax(Places),
            GlobalPoolKind.AverageMax => (features.Mean(Places) + features.Amax(Places)) * 0.5,
            GlobalPoolKind.ConcatenatedAverageMax => Aten.Cat([features.Mean(Places), features.Amax(Places)], 1),
            _ => throw FoldlineException.User("FL2206", $"A network of feature maps cannot pool by '{kind}', which is for transformers. Choose average, max, average_max or concatenated_average_max."),
        });
    }
}
