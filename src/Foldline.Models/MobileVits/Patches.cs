using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MobileVits;

/// <summary>
/// Cuts maps into patches of 2×2 places. Places at the same position of all patches form a group, within which a transformer works:
/// it sees the whole map at half resolution.
/// </summary>
internal static class Patches
{
    /// <summary>Side length of a patch.</summary>
    public const int Size = 2;

    /// <summary>A map's size rounded up to whole patches.</summary>
    public static Size2 RoundUp(Tensor map) => new((map.Size(2) + Size - 1) / Size * Size, (map.Size(3) + Size - 1) / Size * Size);

    /// <summary>[N, C, H, W] → [N · positions, patches, C].</summary>
    public static Tensor Unfold(Tensor map)
    {
        using var scope = new TensorScope();
        return scope.Keep(Windows.PartitionGrid(map.Permute([0, 2, 3, 1]), new Size2(map.Size(2) / Size, map.Size(3) / Size)));
    }

    /// <summary>The inverse of <see cref="Unfold"/> for a map of a size.</summary>
    public static Tensor Fold(Tensor groups, Size2 map)
    {
        using var scope = new TensorScope();
        return scope.Keep(Windows.MergeGrid(groups, new Size2(map.Height / Size, map.Width / Size), map).Permute([0, 3, 1, 2]));
    }
}
