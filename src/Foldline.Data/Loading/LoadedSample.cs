using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>A decoded image with its mask and its companion.</summary>
/// <param name="Image">The image.</param>
/// <param name="Mask">Its mask, of the same size; null for sources without masks.</param>
/// <param name="Companion">Another picture of the same thing, of the same size; null without one.</param>
internal sealed record LoadedSample(Image Image, Image? Mask, Image? Companion) : IDisposable
{
    /// <summary>Bytes of the pixels.</summary>
    public long ByteCount => Image.ByteCount + (Mask?.ByteCount ?? 0) + (Companion?.ByteCount ?? 0);

    /// <summary>An input that leaves the images to their owner.</summary>
    public OpenedSample Borrow() => new(
        Mask is null ? TransformInput.Borrowing(Image) : TransformInput.Borrowing(Image, Mask),
        Companion is null ? null : TransformInput.Borrowing(Companion));

    /// <summary>An input that owns the images.</summary>
    public OpenedSample Give() => new(
        Mask is null ? TransformInput.Owning(Image) : TransformInput.Owning(Image, Mask),
        Companion is null ? null : TransformInput.Owning(Companion));

    public void Dispose()
    {
        Image.Dispose();
        Mask?.Dispose();
        Companion?.Dispose();
    }
}
