using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>Attention in windows or in grids.</summary>
internal static class Partitions
{
    /// <param name="map">[N, H, W, C]; height and width are multiples of the group's.</param>
    /// <param name="kind">Windows or grids.</param>
    /// <param name="size">Height and width of a group.</param>
    /// <param name="attention">Attends among the tokens of each group.</param>
    public static Tensor Attend(Tensor map, PartitionKind kind, Size2 size, TokenAttention attention)
    {
        using var scope = new TensorScope();
        var whole = new Size2(map.Size(1), map.Size(2));
        return scope.Keep(kind == PartitionKind.Window
            ? Windows.Merge(attention.Forward(Windows.Partition(map, size)), size, whole)
            : Windows.MergeGrid(attention.Forward(Windows.PartitionGrid(map, size)), size, whole));
    }
}
