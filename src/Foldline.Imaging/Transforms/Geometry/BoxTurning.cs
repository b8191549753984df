namespace Foldline.Imaging;

/// <summary>New bounds of boxes that were turned or warped.</summary>
internal static class BoxTurning
{
    /// <summary>Turns a box about the centre of the image.</summary>
    public static BoundingBox Turn(BoundingBox box, double degrees, BoxRotation rotation, ImageSize size)
    {
        var aspect = size.Width / (double)size.Height;
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        var points = rotation == BoxRotation.Ellipse ? EllipseOf(box) : CornersOf(box);
        return BoundsOf(points.Select(point =>
        {
            var (x, y) = (point.X - 0.5, point.Y - 0.5);
            return ((((cosine * x * aspect) + (sine * y)) / aspect) + 0.5, (-sine * x * aspect) + (cosine * y) + 0.5);
        }));
    }

    /// <summary>Bounds of the four corners under a map of pixels that keeps the size.</summary>
    public static BoundingBox Bounds(BoundingBox box, AffineMap map, ImageSize size) => Bounds(box, map, size, size);

    /// <summary>Bounds of the four corners under a map of pixels.</summary>
    public static BoundingBox Bounds(BoundingBox box, AffineMap map, ImageSize before, ImageSize after) => BoundsOf(CornersOf(box).Select(point =>
    {
        var (x, y) = map.Apply(point.X * before.Width, point.Y * before.Height);
        return (x / after.Width, y / after.Height);
    }));

    /// <summary>The four corners, clockwise from the left top.</summary>
    public static (double X, double Y)[] CornersOf(BoundingBox box) =>
        [(box.Left, box.Top), (box.Right, box.Top), (box.Right, box.Bottom), (box.Left, box.Bottom)];

    /// <summary>The smallest box around points.</summary>
    public static BoundingBox BoundsOf(IEnumerable<(double X, double Y)> points)
    {
        var all = points.ToList();
        return new BoundingBox(all.Min(point => point.X), all.Min(point => point.Y), all.Max(point => point.X), all.Max(point => point.Y));
    }

    // 360 points of the ellipse within the box, one a degree.
    private static IEnumerable<(double X, double Y)> EllipseOf(BoundingBox box)
    {
        var (halfWidth, halfHeight) = ((box.Right - box.Left) / 2, (box.Bottom - box.Top) / 2);
        return Enumerable.Range(0, 360).Select(degree =>
        {
            var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degree));
            return (box.Left + halfWidth + (halfWidth * sine), box.Top + halfHeight + (halfHeight * cosine));
        });
    }
}
