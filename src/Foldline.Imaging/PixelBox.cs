namespace Foldline.Imaging;

/// <summary>A rectangle of whole pixels, right and bottom excluded.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Column after the last.</param>
/// <param name="Bottom">Row after the last.</param>
public readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>The part within an image; empty (right not above left, or bottom not above top) when there is none.</summary>
    /// <param name="size">Size of the image.</param>
    public PixelBox Within(ImageSize size) => new(Math.Max(0, Left), Math.Max(0, Top), Math.Min(size.Width, Right), Math.Min(size.Height, Bottom));

    /// <summary>Whether a point lies in the rectangle.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public bool Contains(double x, double y) => x >= Left && x < Right && y >= Top && y < Bottom;
}
