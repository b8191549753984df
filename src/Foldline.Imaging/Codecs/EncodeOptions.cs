namespace Foldline.Imaging;

/// <summary>How a picture is written.</summary>
public sealed record EncodeOptions
{
    /// <summary>File format.</summary>
    public ImageFormat Format { get; init; } = ImageFormat.Png;

    /// <summary>JPEG and WebP: 1 (smallest) to 100 (best); WebP 101 is lossless.</summary>
    public int Quality { get; init; } = 95;

    /// <summary>PNG: 0 (fastest) to 9 (smallest).</summary>
    public int Compression { get; init; } = 3;
}
