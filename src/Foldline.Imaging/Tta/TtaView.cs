namespace Foldline.Imaging;

/// <summary>
/// One way of showing an image to a network again, and the way back for what the network says about each pixel. Immutable.
/// </summary>
public sealed class TtaView
{
    private readonly Symmetry undo;

    private TtaView(string name, Motion motion, Symmetry undo, TtaRegion region) =>
        (Name, Motion, this.undo, Region) = (name, motion, undo, region);

    /// <summary>Name within its set, such as <c>hflip</c> or <c>top_left</c>.</summary>
    public string Name { get; }

    /// <summary>What is done to the image, and to its masks, boxes and keypoints.</summary>
    public Motion Motion { get; }

    /// <summary>The part of the image that the view shows.</summary>
    public TtaRegion Region { get; }

    /// <summary>What turns the view's frame back into that of <see cref="Region"/>.</summary>
    public Symmetry Undo => undo;

    /// <summary>Size of what the network sees.</summary>
    public ImageSize Size => Motion.Size;

    /// <summary>A flip, turn or transposition of the whole image. Exact both ways.</summary>
    /// <param name="name">Name within its set.</param>
    /// <param name="size">Size of the image.</param>
    /// <param name="symmetry">Which of the eight.</param>
    public static TtaView Turned(string name, ImageSize size, Symmetry symmetry) =>
        new(name, new DihedralMotion(size, symmetry), symmetry.Inverse(), new TtaRegion(0, 0, size));

    /// <summary>A part of the image, or of the image with left and right exchanged. Exact both ways.</summary>
    /// <param name="name">Name within its set.</param>
    /// <param name="size">Size of the image.</param>
    /// <param name="part">The part; with <paramref name="flipped"/> a part of the flipped image.</param>
    /// <param name="flipped">Whether the image is flipped first.</param>
    /// <exception cref="FoldlineException">FL3018: the part does not lie within the image.</exception>
    public static TtaView Cropped(string name, ImageSize size, TtaRegion part, bool flipped = false)
    {
        var crop = new CropMotion(size, part.Top, part.Left, part.Size);
        return flipped
            ? new TtaView(
                name,
                new MotionChain(new DihedralMotion(size, Symmetry.FlipHorizontal), crop),
                Symmetry.FlipHorizontal,
                part with { Left = size.Width - part.Left - part.Size.Width })
            : new TtaView(name, crop, Symmetry.Identity, part);
    }

    /// <summary>The whole image at another size; linear both ways, masks by nearest neighbour.</summary>
    /// <param name="name">Name within its set.</param>
    /// <param name="size">Size of the image.</param>
    /// <param name="scaled">Size that the network sees.</param>
    public static TtaView Scaled(string name, ImageSize size, ImageSize scaled) =>
        new(name, new ResizeMotion(size, scaled, Interpolation.Linear), Symmetry.Identity, new TtaRegion(0, 0, size));

    /// <summary>What the network sees.</summary>
    /// <param name="image">The image; it stays as it is.</param>
    public Image Look(Image image) => Motion.IsIdentity ? image.Clone() : Motion.MoveImage(image);

    /// <summary>Brings what the network said back into the frame of the image: the pixels of <see cref="Region"/>.</summary>
    /// <param name="prediction">A value a pixel of the view; at another size it is resized linearly.</param>
    public Image Restore(Image prediction)
    {
        var turned = prediction.Turn(undo);
        if (turned.Size == Region.Size)
            return turned;
        using (turned)
            return turned.Resize(Region.Size);
    }
}
