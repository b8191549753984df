namespace Foldline.Imaging;

/// <summary>The bytes of a picture file in memory that is used again; dispose it when they are not needed any more.</summary>
public sealed class ImageFileBytes : IDisposable
{
    private readonly ImageFile file;

    private ImageFileBytes(ImageFile file) => this.file = file;

    /// <summary>The bytes; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Span => file.Bytes;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Largest size.</param>
    /// <exception cref="FoldlineException">FL3001 to FL3003, FL3009, FL3011: it cannot be read.</exception>
    public static ImageFileBytes Read(string path, long maxBytes) => new(ImageFile.Read(path, maxBytes));

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => file.Dispose();
}
