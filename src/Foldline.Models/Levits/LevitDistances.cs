using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>Numbers for the distances between tokens, rows and columns apart, whatever the direction.</summary>
internal static class LevitDistances
{
    /// <summary>For each pair of a query and a key the number of their distance: int64 [queries, keys].</summary>
    /// <param name="grid">Rows and columns of keys.</param>
    /// <param name="stride">Every how many rows and columns a query lies.</param>
    public static Tensor Index(Size2 grid, int stride)
    {
        var keys = grid.Height * grid.Width;
        var index = new List<long>();
        for (var y = 0; y < grid.Height; y += stride)
        {
            for (var x = 0; x < grid.Width; x += stride)
            {
                for (var key = 0; key < keys; key++)
                    index.Add((Math.Abs(y - (key / grid.Width)) * grid.Width) + Math.Abs(x - (key % grid.Width)));
            }
        }

        return Tensor.FromArray(index.ToArray(), index.Count / keys, keys);
    }
}
