namespace Foldline.Imaging;

/// <summary>Copies pixels by a table of places; image and masks alike, boxes and keypoints cannot follow.</summary>
/// <param name="size">Size of the images; they keep it.</param>
/// <param name="places">For each pixel the number of the pixel that is read, row by row, or -1 for zeros; computed when first needed.</param>
public sealed class GatherMotion(ImageSize size, Func<int[]> places) : Motion
{
    private readonly Lazy<int[]> places = new(places, LazyThreadSafetyMode.None);

    /// <inheritdoc/>
    public override ImageSize Size => size;

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.Gather(places.Value, size);
}
