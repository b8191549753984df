using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Biases of attention for each distance between two places, whatever the direction, as in LeViT (Graham et al. 2021).</summary>
internal static class AbsoluteOffsets
{
    /// <summary>For each pair of a query and a key the number of their distance, int64 [queries, keys].</summary>
    /// <param name="map">Height and width of the keys' map.</param>
    /// <param name="stride">Every how many places there is a query.</param>
    public static Tensor Index(Size2 map, int stride = 1)
    {
        var (height, width) = ((int)map.Height, (int)map.Width);
        var index = new List<long>();
        for (var y = 0; y < height; y += stride)
        {
            for (var x = 0; x < width; x += stride)
            {
                for (var key = 0; key < height * width; key++)
                    index.Add((Math.Abs(y - (key / width)) * width) + Math.Abs(x - (key % width)));
            }
        }

        return Tensor.FromArray(index.ToArray(), index.Count / (height * width), height * width);
    }

    /// <summary>Each pair's bias: [heads, distances] → [heads, queries, keys].</summary>
    public static Tensor Look(Tensor biases, Tensor index)
    {
        using var scope = new TensorScope();
        return scope.Keep(biases.IndexSelect(1, index.View([-1])).View([-1, index.Size(0), index.Size(1)]));
    }
}
