using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Learned position embeddings: one vector a place of a grid, and some for tokens before it.</summary>
internal static class PositionEmbedding
{
    /// <summary>Fits embeddings to another grid: bicubic with antialiasing, or bilinear without; the embeddings before the grid stay.</summary>
    /// <param name="stored">[1, prefix + tokens of a square grid, channels].</param>
    /// <param name="grid">The new grid.</param>
    /// <param name="prefix">Embeddings that have no place.</param>
    /// <param name="bilinear">Interpolate bilinearly without antialiasing (FlexiViT).</param>
    /// <returns>[1, prefix + places, channels], or null where the stored grid is not square.</returns>
    public static Tensor? Resample(Tensor stored, Size2 grid, int prefix, bool bilinear = false)
    {
        using var scope = new TensorScope();
        var places = stored.Size(1) - prefix;
        var side = (long)Math.Sqrt(places);
        if (stored.Rank != 3 || side * side != places)
            return null;
        var map = stored.Narrow(1, prefix, places).To(DType.Float32).Reshape([1, side, side, -1]).Permute([0, 3, 1, 2]);
        var resized = bilinear
            ? map.UpsampleBilinear2d(grid.ToArray(), alignCorners: false)
            : map.UpsampleBicubic2dAa(grid.ToArray(), alignCorners: false);
        var rows = resized.Permute([0, 2, 3, 1]).Reshape([1, grid.Height * grid.Width, -1]);
        return scope.Keep(prefix == 0 ? rows : Aten.Cat([stored.Narrow(1, 0, prefix).To(DType.Float32), rows], 1));
    }
}
