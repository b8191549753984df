using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>A decoded image with its mask.</summary>
/// <param name="Image">The image.</param>
/// <param name="Mask">Its mask, of the same size; null for sources without masks.</param>
internal sealed record LoadedSample(Image Image, Image? Mask) : IDisposable
{
    /// <summary>Bytes of the pixels.</summary>
    public long ByteCount => Image.ByteCount + (Mask?.ByteCount ?? 0);

    /// <summary>An input that leaves the images to their owner.</summary>
    public TransformInput Borrow() => Mask is null ? TransformInput.Borrowing(Image) : TransformInput.Borrowing(Image, Mask);

    /// <summary>An input that owns the images.</summary>
    public TransformInput Give() => Mask is null ? TransformInput.Owning(Image) : TransformInput.Owning(Image, Mask);

    public void Dispose()
    {
        Image.Dispose();
        Mask?.Dispose();
    }
}
