using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Offsets between the tokens of a window.</summary>
internal static class RelativePositions
{
    /// <summary>Number of different offsets: (2h - 1) · (2w - 1).</summary>
    public static long Count(Size2 window) => ((2 * window.Height) - 1) * ((2 * window.Width) - 1);

    /// <summary>For each pair of tokens, row by row, the number of their offset among all offsets: int64 [h · w · h · w].</summary>
    public static Tensor Index(Size2 window)
    {
        var (height, width) = ((int)window.Height, (int)window.Width);
        var area = height * width;
        var index = new long[area * area];
        for (var a = 0; a < area; a++)
        {
            for (var b = 0; b < area; b++)
            {
                var down = (a / width) - (b / width) + height - 1;
                var right = (a % width) - (b % width) + width - 1;
                index[(a * area) + b] = (down * ((2 * width) - 1)) + right;
            }
        }

        return Tensor.FromArray(index);
    }

    /// <summary>Picks each pair's row of a table of offsets: [offsets, heads] → [heads, tokens, tokens].</summary>
    /// <param name="table">A row an offset, a column a head.</param>
    /// <param name="index">From <see cref="Index"/>.</param>
    /// <param name="tokens">Tokens of a window.</param>
    public static Tensor Look(Tensor table, Tensor index, long tokens)
    {
        using var scope = new TensorScope();
        return scope.Keep(table.IndexSelect(0, index).View([tokens, tokens, -1]).Permute([2, 0, 1]));
    }

    /// <summary>
    /// All offsets as coordinates from -8 to 8 at the window's borders, compressed: sign(x) · log2(|x| + 1) / 3, [2h - 1, 2w - 1, 2]
    /// (Liu et al. 2022, Swin Transformer V2).
    /// </summary>
    /// <param name="window">The window.</param>
    /// <param name="trained">The window in which the borders lie at 8; null is the window itself.</param>
    public static Tensor LogCoordinates(Size2 window, Size2? trained = null)
    {
        var scale = trained ?? window;
        var values = new float[Count(window) * 2];
        var at = 0;
        for (var y = 1 - window.Height; y < window.Height; y++)
        {
            for (var x = 1 - window.Width; x < window.Width; x++)
            {
                values[at++] = Compress(y * 8f / Math.Max(scale.Height - 1, 1));
                values[at++] = Compress(x * 8f / Math.Max(scale.Width - 1, 1));
            }
        }

        return Tensor.FromArray(values, (2 * window.Height) - 1, (2 * window.Width) - 1, 2);
    }

    /// <summary>The same of plain offsets: sign(x) · ln(|x| + 1).</summary>
    public static Tensor LogOffsets(Size2 window)
    {
        var values = new float[Count(window) * 2];
        var at = 0;
        for (var y = 1 - window.Height; y < window.Height; y++)
        {
            for (var x = 1 - window.Width; x < window.Width; x++)
            {
                values[at++] = Math.Sign(y) * MathF.Log(1 + Math.Abs(y));
                values[at++] = Math.Sign(x) * MathF.Log(1 + Math.Abs(x));
            }
        }

        return Tensor.FromArray(values, (2 * window.Height) - 1, (2 * window.Width) - 1, 2);
    }

    private static float Compress(float x) => Math.Sign(x) * MathF.Log2(Math.Abs(x) + 1) / 3;
}
