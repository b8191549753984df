namespace Foldline.Imaging;

/// <summary>Picture file formats, recognised by content.</summary>
public enum ImageFormat
{
    /// <summary>PNG: 8 and 16 bit, lossless.</summary>
    Png = 0,

    /// <summary>JPEG: 8 bit, lossy, no alpha.</summary>
    Jpeg = 1,

    /// <summary>TIFF: 8 and 16 bit and real numbers, lossless; the first page is read.</summary>
    Tiff = 2,

    /// <summary>Windows bitmap: 8 bit, lossless.</summary>
    Bmp = 3,

    /// <summary>WebP: 8 bit, lossy or lossless.</summary>
    WebP = 4,

    /// <summary>Portable bit-, grey- and pixmaps.</summary>
    Pnm = 5,
}
