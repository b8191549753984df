namespace Foldline.Imaging;

/// <summary>Cuts out a part.</summary>
public sealed class CropMotion : Motion
{
    private readonly ImageSize before;
    private readonly int top;
    private readonly int left;

    /// <summary>Makes the motion.</summary>
    /// <param name="before">Size of the images to crop.</param>
    /// <param name="top">First row.</param>
    /// <param name="left">First column.</param>
    /// <param name="size">Size of the part.</param>
    /// <exception cref="FoldlineException">FL3018: the part does not lie within the image.</exception>
    public CropMotion(ImageSize before, int top, int left, ImageSize size)
    {
        if (top < 0 || left < 0 || size.Height < 1 || size.Width < 1 || size.Height > before.Height - top || size.Width > before.Width - left)
        {
            throw FoldlineException.User(
                "FL3018",
                $"A crop of {size} from row {top}, column {left} does not lie within an image of {before}. Crop less, or put 'pad_if_needed' or 'resize' before it.",
                null,
                ("found", $"{before}"),
                ("crop", $"{size}"));
        }

        (this.before, this.top, this.left, Size) = (before, top, left, size);
    }

    /// <inheritdoc/>
    public override ImageSize Size { get; }

    /// <inheritdoc/>
    public override bool IsIdentity => Size == before;

    /// <inheritdoc/>
    internal override AffineStep Step => new(AffineMap.Identity.ThenShift(-left, -top)) { Cuts = true };

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.Crop(top, left, Size);

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => BoundingBox.FromPixels(
        (box.Left * before.Width) - left,
        (box.Top * before.Height) - top,
        (box.Right * before.Width) - left,
        (box.Bottom * before.Height) - top,
        Size);

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point) => point with { X = point.X - left, Y = point.Y - top };
}
