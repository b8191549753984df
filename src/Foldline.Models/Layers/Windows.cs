using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Cuts maps [N, H, W, C] into groups of tokens that attend to each other, and puts them together again. Height and width are
/// multiples of the group's.
/// </summary>
internal static class Windows
{
    /// <summary>Fills a map up with zeros, below and to the right, so that windows cover it: [N, H, W, C].</summary>
    public static Tensor Pad(Tensor map, Size2 window)
    {
        var below = (window.Height - (map.Size(1) % window.Height)) % window.Height;
        var right = (window.Width - (map.Size(2) % window.Width)) % window.Width;
        return below + right == 0 ? map.Share() : map.ConstantPadNd([0, 0, 0, right, 0, below]);
    }

    /// <summary>Neighbouring places form a group: [N, H, W, C] → [N · windows, h · w, C].</summary>
    public static Tensor Partition(Tensor map, Size2 window)
    {
        using var scope = new TensorScope();
        var parts = map.Reshape([-1, map.Size(1) / window.Height, window.Height, map.Size(2) / window.Width, window.Width, map.Size(3)]);
        return scope.Keep(parts.Permute([0, 1, 3, 2, 4, 5]).Reshape([-1, window.Height * window.Width, map.Size(3)]));
    }

    /// <summary>The inverse of <see cref="Partition"/>.</summary>
    /// <param name="tokens">[N · windows, h · w, C].</param>
    /// <param name="window">Height and width of a window.</param>
    /// <param name="map">Height and width of the map.</param>
    public static Tensor Merge(Tensor tokens, Size2 window, Size2 map)
    {
        using var scope = new TensorScope();
        var channels = tokens.Size(-1);
        var parts = tokens.Reshape([-1, map.Height / window.Height, map.Width / window.Width, window.Height, window.Width, channels]);
        return scope.Keep(parts.Permute([0, 1, 3, 2, 4, 5]).Reshape([-1, map.Height, map.Width, channels]));
    }

    /// <summary>Places spread evenly over the map form a group of a grid's size: [N, H, W, C] → [N · groups, h · w, C].</summary>
    public static Tensor PartitionGrid(Tensor map, Size2 grid)
    {
        using var scope = new TensorScope();
        var parts = map.Reshape([-1, grid.Height, map.Size(1) / grid.Height, grid.Width, map.Size(2) / grid.Width, map.Size(3)]);
        return scope.Keep(parts.Permute([0, 2, 4, 1, 3, 5]).Reshape([-1, grid.Height * grid.Width, map.Size(3)]));
    }

    /// <summary>The inverse of <see cref="PartitionGrid"/>.</summary>
    /// <param name="tokens">[N · groups, h · w, C].</param>
    /// <param name="grid">Height and width of a grid.</param>
    /// <param name="map">Height and width of the map.</param>
    public static Tensor MergeGrid(Tensor tokens, Size2 grid, Size2 map)
    {
        using var scope = new TensorScope();
        var channels = tokens.Size(-1);
        var parts = tokens.Reshape([-1, map.Height / grid.Height, map.Width / grid.Width, grid.Height, grid.Width, channels]);
        return scope.Keep(parts.Permute([0, 3, 1, 4, 2, 5]).Reshape([-1, map.Height, map.Width, channels]));
    }
}
