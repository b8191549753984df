namespace Foldline.Imaging;

/// <summary>Which boxes are kept after pixels moved. Boxes are clipped to the image first; those without area never stay.</summary>
public sealed record BoxFilter
{
    /// <summary>Keeps every box with an area.</summary>
    public static BoxFilter None { get; } = new();

    /// <summary>Least area after clipping, in pixels.</summary>
    public double MinArea { get; init; }

    /// <summary>Least share of the moved box's area that lies within the image, 0 to 1.</summary>
    public double MinVisibility { get; init; }

    /// <summary>Least width after clipping, in pixels.</summary>
    public double MinWidth { get; init; }

    /// <summary>Least height after clipping, in pixels.</summary>
    public double MinHeight { get; init; }

    /// <summary>The box clipped to the image, or null when it is dropped.</summary>
    /// <param name="box">A box that may reach beyond the image.</param>
    /// <param name="size">Size of the image.</param>
    public BoundingBox? Apply(BoundingBox box, ImageSize size)
    {
        var clipped = box.Clipped();
        var area = clipped.Area(size);
        var kept = area > 0
            && area >= MinArea
            && area / box.Area(size) >= MinVisibility
            && (clipped.Right - clipped.Left) * size.Width >= MinWidth
            && (clipped.Bottom - clipped.Top) * size.Height >= MinHeight;
        return kept ? clipped : null;
    }
}
