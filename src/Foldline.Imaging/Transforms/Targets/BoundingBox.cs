namespace Foldline.Imaging;

/// <summary>
/// A box along the axes, as fractions of the image's width and height (0 to 1 inside). Edges lie between pixels: the left half of an
/// image is 0 to 0.5 whatever its width.
/// </summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Bottom edge.</param>
public readonly record struct BoundingBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Place in the list that was given to <see cref="TransformInput.WithBoxes"/>; it stays with the box, so labels can be found again.</summary>
    public int Position { get; init; }

    /// <summary>Reads a box.</summary>
    /// <param name="format">What the numbers mean.</param>
    /// <param name="values">The four numbers.</param>
    /// <param name="size">Size of the image.</param>
    /// <exception cref="ArgumentException">There are not four numbers.</exception>
    public static BoundingBox From(BoxFormat format, ReadOnlySpan<double> values, ImageSize size)
    {
        if (values.Length != 4)
            throw new ArgumentException($"A box has 4 numbers, given are {values.Length}.", nameof(values));
        var (a, b, c, d) = (values[0], values[1], values[2], values[3]);
        return format switch
        {
            BoxFormat.PascalVoc => FromPixels(a, b, c, d, size),
            BoxFormat.Coco => FromPixels(a, b, a + c, b + d, size),
            BoxFormat.Yolo => new BoundingBox(a - (c / 2), b - (d / 2), a + (c / 2), b + (d / 2)),
            _ => new BoundingBox(a, b, c, d),
        };
    }

    /// <summary>A box from edges in pixels, measured between pixels: 0 is the left edge of the first column.</summary>
    /// <param name="left">Left edge.</param>
    /// <param name="top">Top edge.</param>
    /// <param name="right">Right edge.</param>
    /// <param name="bottom">Bottom edge.</param>
    /// <param name="size">Size of the image.</param>
    public static BoundingBox FromPixels(double left, double top, double right, double bottom, ImageSize size) =>
        new(left / size.Width, top / size.Height, right / size.Width, bottom / size.Height);

    /// <summary>Writes the box as four numbers.</summary>
    /// <param name="format">What the numbers mean.</param>
    /// <param name="size">Size of the image.</param>
    public double[] To(BoxFormat format, ImageSize size) => format switch
    {
        BoxFormat.PascalVoc => [Left * size.Width, Top * size.Height, Right * size.Width, Bottom * size.Height],
        BoxFormat.Coco => [Left * size.Width, Top * size.Height, (Right - Left) * size.Width, (Bottom - Top) * size.Height],
        BoxFormat.Yolo => [(Left + Right) / 2, (Top + Bottom) / 2, Right - Left, Bottom - Top],
        _ => [Left, Top, Right, Bottom],
    };

    /// <summary>The part within the image; without area when there is none.</summary>
    public BoundingBox Clipped() => this with
    {
        Left = Math.Clamp(Left, 0, 1),
        Top = Math.Clamp(Top, 0, 1),
        Right = Math.Clamp(Right, 0, 1),
        Bottom = Math.Clamp(Bottom, 0, 1),
    };

    /// <summary>Area in pixels.</summary>
    /// <param name="size">Size of the image.</param>
    public double Area(ImageSize size) => (Right - Left) * size.Width * ((Bottom - Top) * size.Height);
}
