namespace Foldline.Imaging;

/// <summary>
/// An image with its masks on its way through a pipeline. Transforms replace the images; those that went in are disposed when they are
/// owned and left alone when they are borrowed (from a cache, say). One thread at a time.
/// </summary>
public sealed class TransformInput : IDisposable
{
    private readonly Image[] masks;
    private readonly bool[] ownsMask;
    private Image image;
    private bool ownsImage;
    private byte[]? pendingTable;

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

    /// <summary>Height and width of the image.</summary>
    public ImageSize Size => image.Size;

    /// <summary>The image without the table that is still to be applied; see <see cref="PendingTable"/>.</summary>
    internal Image UntabledImage => image;

    /// <summary>A table of 256 entries that the last pass may apply on its way, or nothing.</summary>
    internal ReadOnlySpan<byte> PendingTable => pendingTable;

    /// <summary>An input that owns its images: they are disposed when replaced and at the end.</summary>
    /// <param name="image">The image.</param>
    /// <param name="masks">Its masks, if any.</param>
    public static TransformInput Owning(Image image, params ReadOnlySpan<Image> masks) => new(image, masks, owned: true);

    /// <summary>An input that never changes or disposes the images it was given.</summary>
    /// <param name="image">The image.</param>
    /// <param name="masks">Its masks, if any.</param>
    public static TransformInput Borrowing(Image image, params ReadOnlySpan<Image> masks) => new(image, masks, owned: false);

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
    /// <param name="table">256 entries, the same for all channels. The image must be 8-bit.</param>
    public void ApplyTable(ReadOnlySpan<byte> table)
    {
        if (image.PixelType != PixelType.UInt8 || table.Length != 256)
            throw new ArgumentException($"A table of 256 entries needs an 8-bit image; given are {table.Length} entries and {image}.", nameof(table));
        if (pendingTable is null)
        {
            pendingTable = table.ToArray();
            return;
        }

        for (var i = 0; i < pendingTable.Length; i++)
            pendingTable[i] = table[pendingTable[i]];
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
