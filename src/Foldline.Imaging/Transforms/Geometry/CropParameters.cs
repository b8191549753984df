namespace Foldline.Imaging;

/// <summary>What the random crops draw.</summary>
/// <param name="Height">Rows of the part.</param>
/// <param name="Width">Columns of the part.</param>
/// <param name="Top">First row as a share of the rows left over, 0 to 1 (1 excluded).</param>
/// <param name="Left">First column as a share of the columns left over, 0 to 1 (1 excluded).</param>
public sealed record CropParameters(int Height, int Width, double Top, double Left) : TransformParameters
{
    /// <summary>The crop of an image.</summary>
    /// <param name="size">Size of the image.</param>
    /// <exception cref="FoldlineException">FL3018: the part is larger than the image.</exception>
    internal CropMotion MotionFor(ImageSize size) => new(
        size,
        (int)((size.Height - Height + 1) * Top),
        (int)((size.Width - Width + 1) * Left),
        new ImageSize(Height, Width));
}
