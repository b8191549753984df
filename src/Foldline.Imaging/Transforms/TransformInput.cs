namespace Foldline.Imaging;

/// <summary>
/// An image with its masks, boxes and keypoints on its way through a pipeline. Transforms replace the images; those that went in are disposed when they are
/// owned and left alone when they are borrowed (from a cache, say). One thread at a time.
/// </summary>
public sealed class TransformInput : IDisposable
{
    private readonly Image[] masks;
    private readonly bool[] ownsMask;
    private Image image;
    private bool ownsImage;
    private PixelTable? pendingTable;
    private BoxFilter filter = BoxFilter.None;
    private bool removeInvisible = true;

    private TransformInput(Image image, ReadOnlySpan<Image> masks, bool owned)
    {
        this.image = image;
        this.masks = masks.ToArray();
        ownsImage = owned;
        ownsMask = new bool[masks.Length];
        Array.Fill(ownsMask, owned);
    }

    /// <summary>The image as it is now.</summary>
    public Image Image
    {
        get
        {
            ApplyPendingTable();
            return image;
        }
    }

    /// <summary>The masks as they are now: same height and width as the image, class numbers or 0/1 planes.</summary>
    public ReadOnlySpan<Image> Masks => masks;

    /// <summary>The boxes as they are now, without those that were dropped.</summary>
    public IReadOnlyList<BoundingBox> Boxes { get; private set; } = [];

    /// <summary>The keypoints as they are now, without those that were dropped.</summary>
    public IReadOnlyList<Keypoint> Keypoints { get; private set; } = [];

    /// <summary>Height and width of the image.</summary>
    public ImageSize Size => image.Size;

    /// <summary>Type of the image's samples.</summary>
    public PixelType PixelType => image.PixelType;

    /// <summary>Channels of the image.</summary>
    public int Channels => image.Channels;

    /// <summary>The image without the table that is still to be applied; see <see cref="PendingTable"/>.</summary>
    internal Image UntabledImage
    {
        get
        {
            if (pendingTable is { Count: > 1 })
                ApplyPendingTable();
            return image;
        }
    }

    /// <summary>A table of 256 entries that the last pass may apply to <see cref="UntabledImage"/> on its way, or nothing.</summary>
    internal ReadOnlySpan<byte> PendingTable => pendingTable is null ? [] : pendingTable.Entries;

    /// <summary>An input that owns its images: they are disposed when replaced and at the end.</summary>
    /// <param name="image">The image.</param>
    /// <param name="masks">Its masks, if any.</param>
    public static TransformInput Owning(Image image, params ReadOnlySpan<Image> masks) => new(image, masks, owned: true);

    /// <summary>An input that never changes or disposes the images it was given.</summary>
    /// <param name="image">The image.</param>
    /// <param name="masks">Its masks, if any.</param>
    public static TransformInput Borrowing(Image image, params ReadOnlySpan<Image> masks) => new(image, masks, owned: false);

    /// <summary>Adds the image's boxes; their <see cref="BoundingBox.Position"/> is set to their place in this list.</summary>
    /// <param name="boxes">Boxes with an area that lie within the image.</param>
    /// <param name="filter">Which boxes are kept after pixels moved; null keeps all with an area.</param>
    /// <exception cref="FoldlineException">FL3019: a box without area or beyond the image.</exception>
    public TransformInput WithBoxes(IEnumerable<BoundingBox> boxes, BoxFilter? filter = null)
    {
        this.filter = filter ?? BoxFilter.None;
        Boxes = [.. boxes.Select((box, position) => Checked(box, position) with { Position = position })];
        return this;
    }

    /// <summary>Adds the image's keypoints; their <see cref="Keypoint.Position"/> is set to their place in this list.</summary>
    /// <param name="keypoints">The points.</param>
    /// <param name="removeInvisible">Whether points that leave the image are dropped.</param>
    public TransformInput WithKeypoints(IEnumerable<Keypoint> keypoints, bool removeInvisible = true)
    {
        this.removeInvisible = removeInvisible;
        Keypoints = [.. keypoints.Select((point, position) => point with { Position = position })];
        return this;
    }

    /// <summary>Replaces the boxes: they are clipped to the image, and what <see cref="WithBoxes"/>' filter says is dropped.</summary>
    /// <param name="boxes">Boxes in fractions of the present size; positions are kept.</param>
    public void ReplaceBoxes(IEnumerable<BoundingBox> boxes) =>
        Boxes = [.. boxes.Select(box => filter.Apply(box, Size)).OfType<BoundingBox>()];

    /// <summary>Replaces the keypoints; invisible ones are dropped if <see cref="WithKeypoints"/> said so.</summary>
    /// <param name="keypoints">Points in pixels of the present image; positions are kept.</param>
    public void ReplaceKeypoints(IEnumerable<Keypoint> keypoints) =>
        Keypoints = [.. keypoints.Where(point => !removeInvisible || point.IsWithin(Size))];

    /// <summary>Drops the boxes and keypoints that <see cref="WithBoxes"/> and <see cref="WithKeypoints"/> do not want; for the end of a pipeline.</summary>
    public void DropUnwanted()
    {
        if (Boxes.Count > 0)
            ReplaceBoxes(Boxes);
        if (Keypoints.Count > 0)
            ReplaceKeypoints(Keypoints);
    }

    /// <summary>Moves the image, masks, boxes and keypoints.</summary>
    /// <param name="motion">A motion for images of the present size.</param>
    public void Move(Motion motion)
    {
        if (!motion.IsIdentity)
            MoveTargets(motion);
        DropUnwanted();
    }

    /// <summary>Puts another image in place of the present one and owns it from now on.</summary>
    /// <param name="replacement">The new image.</param>
    public void ReplaceImage(Image replacement)
    {
        if (ownsImage)
            image.Dispose();
        image = replacement;
        ownsImage = true;
        pendingTable = null;
    }

    /// <summary>Puts another mask in place of a present one and owns it from now on.</summary>
    /// <param name="index">Number of the mask, from 0.</param>
    /// <param name="replacement">The new mask.</param>
    public void ReplaceMask(int index, Image replacement)
    {
        if (ownsMask[index])
            masks[index].Dispose();
        masks[index] = replacement;
        ownsMask[index] = true;
    }

    /// <summary>Replaces every 8-bit sample by its entry in a table. Tables in a row are joined, and the last one is left to the last pass.</summary>
    /// <param name="table">One table for all channels or one a channel. The image must be 8-bit.</param>
    public void ApplyTable(PixelTable table)
    {
        if (image.PixelType != PixelType.UInt8 || !table.Fits(image.Channels))
            throw new ArgumentException($"Tables need an 8-bit image and fit all channels or one each; given are {table.Count} tables and {image}.", nameof(table));
        pendingTable = pendingTable is null ? table : pendingTable.Then(table);
    }

    /// <summary>Runs an operation that may work in place: on an owned image it does, of a borrowed one it makes a new image.</summary>
    /// <param name="operation">Writes its result for the first image into the second, which may be the same.</param>
    internal void Rewrite(Action<Image, Image> operation)
    {
        var source = Image;
        if (ownsImage)
            operation(source, source);
        else
            Derive(source.Channels, source.PixelType, operation);
    }

    /// <summary>The image to be changed in place; a borrowed one is replaced by a copy first.</summary>
    internal Image EditImage()
    {
        var current = Image;
        if (!ownsImage)
            ReplaceImage(current.Clone());
        return image;
    }

    /// <summary>A mask to be changed in place; a borrowed one is replaced by a copy first.</summary>
    /// <param name="index">Number of the mask, from 0.</param>
    internal Image EditMask(int index)
    {
        if (!ownsMask[index])
            ReplaceMask(index, masks[index].Clone());
        return masks[index];
    }

    /// <summary>Puts a new image of the same size in place of the present one.</summary>
    /// <param name="channels">Its channels.</param>
    /// <param name="type">Its sample type.</param>
    /// <param name="operation">Writes its result for the first image into the second.</param>
    internal void Derive(int channels, PixelType type, Action<Image, Image> operation)
    {
        var source = Image;
        var result = Image.Allocate(source.Height, source.Width, channels, type);
        try
        {
            operation(source, result);
        }
        catch
        {
            result.Dispose();
            throw;
        }

        ReplaceImage(result);
    }

    /// <summary>Hands the image out; the caller owns it. A borrowed image is cloned.</summary>
    public Image TakeImage()
    {
        ApplyPendingTable();
        var taken = ownsImage ? image : image.Clone();
        ownsImage = false;
        return taken;
    }

    /// <summary>Disposes the images that are owned.</summary>
    public void Dispose()
    {
        if (ownsImage)
            image.Dispose();
        ownsImage = false;
        for (var i = 0; i < masks.Length; i++)
        {
            if (ownsMask[i])
                masks[i].Dispose();
            ownsMask[i] = false;
        }
    }

    private static BoundingBox Checked(BoundingBox box, int position)
    {
        const double Rounding = 1e-6;
        var within = box.Left >= -Rounding && box.Top >= -Rounding && box.Right <= 1 + Rounding && box.Bottom <= 1 + Rounding;
        if (within && box.Left < box.Right && box.Top < box.Bottom)
            return box;
        var found = FormattableString.Invariant($"left {box.Left}, top {box.Top}, right {box.Right}, bottom {box.Bottom}");
        throw FoldlineException.User(
            "FL3019",
            $"Box {position} has {found} as fractions of the image; expected is left < right and top < bottom, all from 0 to 1. Check the box format and the image's size.",
            null,
            ("box", $"{position}"),
            ("found", found));
    }

    private void MoveTargets(Motion motion)
    {
        BoundingBox[] boxes = [.. Boxes.Select(box => motion.MoveBox(box) with { Position = box.Position })];
        Keypoint[] keypoints = [.. Keypoints.Select(point => motion.MoveKeypoint(point) with { Position = point.Position })];
        ReplaceImage(motion.MoveImage(Image));
        for (var i = 0; i < masks.Length; i++)
            ReplaceMask(i, motion.MoveMask(masks[i]));
        Boxes = boxes;
        Keypoints = keypoints;
    }

    private void ApplyPendingTable()
    {
        if (pendingTable is not { } table)
            return;
        pendingTable = null;
        if (ownsImage)
            image.LookupInPlace(table);
        else
            ReplaceImage(image.Lookup(table));
    }
}
