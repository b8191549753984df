using Foldline.Data.Folds;

namespace Foldline.Training.Mixing;

/// <summary>The rectangle of an image that CutMix replaces, in pixels; the lower bounds belong to it, the upper do not.</summary>
/// <param name="Top">First row.</param>
/// <param name="Bottom">One after the last row.</param>
/// <param name="Left">First column.</param>
/// <param name="Right">One after the last column.</param>
public readonly record struct CutBox(int Top, int Bottom, int Left, int Right)
{
    /// <summary>
    /// A box of about (1 − λ) of the image around a drawn centre, cut off at the border (Yun and others, 2019; timm's
    /// <c>rand_bbox</c>). Draws the centre's row, then its column.
    /// </summary>
    /// <param name="random">Where numbers come from.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="lambda">Share of the image that is kept, in [0, 1].</param>
    /// <param name="margin">Smallest distance of the centre from the border, as a share of the box, in [0, 0.5).</param>
    public static CutBox Draw(NumpyRandom random, int height, int width, double lambda, double margin = 0)
    {
        ArgumentNullException.ThrowIfNull(random);
        var ratio = Math.Sqrt(1 - lambda);
        var (rows, columns) = ((int)(height * ratio), (int)(width * ratio));
        var (marginY, marginX) = ((int)(margin * rows), (int)(margin * columns));
        var y = (int)random.NextInt64(marginY, height - marginY);
        var x = (int)random.NextInt64(marginX, width - marginX);
        return new(
            Math.Clamp(y - (rows / 2), 0, height),
            Math.Clamp(y + (rows / 2), 0, height),
            Math.Clamp(x - (columns / 2), 0, width),
            Math.Clamp(x + (columns / 2), 0, width));
    }

    /// <summary>
    /// A box whose sides are drawn within shares of the image's (timm's <c>rand_bbox_minmax</c>). Draws height, width, top, left.
    /// </summary>
    /// <param name="random">Where numbers come from.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="minimum">Smallest share of a side, in [0, 1).</param>
    /// <param name="maximum">Largest share of a side (exclusive), up to 1.</param>
    public static CutBox DrawWithin(NumpyRandom random, int height, int width, double minimum, double maximum)
    {
        ArgumentNullException.ThrowIfNull(random);
        var rows = Side(random, height, minimum, maximum);
        var columns = Side(random, width, minimum, maximum);
        var top = (int)random.NextInt64(0, height - rows);
        var left = (int)random.NextInt64(0, width - columns);
        return new(top, top + rows, left, left + columns);
    }

    /// <summary>Share of an image that lies outside the box.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    public double Lambda(int height, int width) => 1 - ((double)(Bottom - Top) * (Right - Left) / ((double)height * width));

    // A range of no whole pixel gives its lower end, where the reference raises an error.
    private static int Side(NumpyRandom random, int size, double minimum, double maximum)
    {
        var (low, high) = ((int)(size * minimum), (int)(size * maximum));
        return high > low ? (int)random.NextInt64(low, high) : Math.Min(low, size - 1);
    }
}
