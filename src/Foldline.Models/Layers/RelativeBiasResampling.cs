using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Fits tables of relative position biases to windows of another size. The stored offsets are taken to lie at distances that grow
/// geometrically up to the new window's border, and values between them are interpolated linearly (after Bao et al. 2022, BEiT).
/// </summary>
internal static class RelativeBiasResampling
{
    /// <summary>A table whose rows are the offsets, and maybe rows for extra tokens behind them.</summary>
    /// <param name="table">[offsets + extra, heads].</param>
    /// <param name="window">The new window.</param>
    /// <param name="rows">Rows of the new table.</param>
    /// <returns>[rows, heads].</returns>
    public static Tensor ResizeRows(Tensor table, Size2 window, long rows)
    {
        using var scope = new TensorScope();
        var extra = rows - RelativePositions.Count(window);
        var offsets = table.Size(0) - extra;
        var side = (long)Math.Sqrt(offsets);
        var grids = table.Narrow(0, 0, side * side).T().Reshape([-1, side, side]);
        var resized = Resize(grids, window).Reshape([table.Size(1), -1]).T();
        return scope.Keep(extra > 0 ? Aten.Cat([resized, table.Narrow(0, offsets, extra).To(DType.Float32)]) : resized);
    }

    /// <summary>A table of one grid of offsets a head: [heads, h, w] → [heads, 2·height - 1, 2·width - 1].</summary>
    public static Tensor Resize(Tensor table, Size2 window)
    {
        var (heads, height, width) = ((int)table.Size(0), (int)table.Size(1), (int)table.Size(2));
        var values = table.ToArray<float>();
        var rows = Places(height, ((int)window.Height * 2) - 1);
        var columns = Places(width, ((int)window.Width * 2) - 1);
        var resized = new float[heads * rows.Length * columns.Length];
        var at = 0;
        for (var head = 0; head < heads; head++)
        {
            var grid = values.AsSpan(head * height * width, height * width);
            foreach (var (top, bottom, down) in rows)
            {
                foreach (var (left, right, across) in columns)
                {
                    var above = Mix(grid[(top * width) + left], grid[(top * width) + right], across);
                    var below = Mix(grid[(bottom * width) + left], grid[(bottom * width) + right], across);
                    resized[at++] = (float)Mix(above, below, down);
                }
            }
        }

        return Tensor.FromArray(resized, heads, rows.Length, columns.Length);
    }

    private static double Mix(double a, double b, double share) => a + ((b - a) * share);

    /// <summary>For each new offset the stored offsets around it and how far it lies towards the second.</summary>
    private static (int Before, int After, double Share)[] Places(int stored, int wanted)
    {
        var distances = Distances(stored, wanted);
        var places = new (int, int, double)[wanted];
        for (var i = 0; i < wanted; i++)
        {
            var x = i - (wanted / 2);
            var after = Array.FindIndex(distances, distance => distance >= x);
            if (after < 0)
                after = stored - 1;
            var before = Math.Max(after - 1, 0);
            var gap = distances[after] - distances[before];
            places[i] = (before, after, gap > 0 ? Math.Clamp((x - distances[before]) / gap, 0, 1) : 0);
        }

        return places;
    }

    /// <summary>Distances 1, 1 + q, 1 + q + q² … on both sides of 0, with q such that the last reaches the new border.</summary>
    private static double[] Distances(int stored, int wanted)
    {
        var steps = stored / 2;
        var (low, high, ratio) = (1.01, 1.5, 1.01);
        while (high - low > 1e-6)
        {
            ratio = (low + high) / 2;
            if ((1 - Math.Pow(ratio, steps)) / (1 - ratio) > wanted / 2)
                high = ratio;
            else
                low = ratio;
        }

        var distances = new double[stored];
        var distance = 0.0;
        for (var i = 1; i <= steps; i++)
        {
            distance += Math.Pow(ratio, i - 1);
            distances[steps + i] = distance;
            distances[steps - i] = -distance;
        }

        return distances;
    }
}
