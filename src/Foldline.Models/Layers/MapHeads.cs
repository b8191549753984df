using Foldline.Torch;

namespace Foldline.Models.Layers;

/// <summary>Cuts the channels of maps into heads and joins them again.</summary>
internal static class MapHeads
{
    /// <summary>[N, heads · d, h, w] → [N, heads, h · w, d].</summary>
    public static Tensor Split(Tensor map, int heads)
    {
        using var scope = new TensorScope();
        return scope.Keep(map.Reshape([map.Size(0), heads, map.Size(1) / heads, -1]).Transpose(2, 3));
    }

    /// <summary>[N, heads, h · w, d] → [N, heads · d, h, w].</summary>
    public static Tensor Merge(Tensor heads, long height, long width)
    {
        using var scope = new TensorScope();
        return scope.Keep(heads.Transpose(2, 3).Reshape([heads.Size(0), -1, height, width]));
    }
}
