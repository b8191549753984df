using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Pipelines.Curves;

/// <summary>A line that somebody drew over an image, such as the course of a tube.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Color">The label's colour.</param>
/// <param name="Points">From end to end, in pixels of the original image.</param>
/// <param name="Original">Size of that image; null when it is that of the file.</param>
public sealed record Curve(string Label, RgbColor Color, ImmutableArray<(float X, float Y)> Points, ImageSize? Original)
{
    /// <summary>Draws the line.</summary>
    /// <param name="image">8- or 16-bit grey or colour; changed in place.</param>
    /// <param name="width">Width as a share of the image's longer side; at least one pixel is drawn.</param>
    public void Draw(Image image, double width)
    {
        var (down, right) = Original is { } size ? ((float)image.Height / size.Height, (float)image.Width / size.Width) : (1, 1);
        (float X, float Y)[] points = [.. Points.Select(point => (point.X * right, point.Y * down))];
        image.DrawCurve(points, (float)Math.Max(1, width * Math.Max(image.Height, image.Width)), Color);
    }
}
