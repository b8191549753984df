namespace Foldline.Reports;

/// <summary>An image within the page.</summary>
/// <param name="Bytes">A PNG, JPEG or WebP file's content, at the size it should be stored (a few hundred pixels are enough).</param>
/// <param name="Caption">Below the image, such as the sample's id.</param>
public sealed record ReportImage(ReadOnlyMemory<byte> Bytes, string Caption)
{
    /// <summary>A short mark beside the caption, such as the label; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>A smaller line below the caption; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>Rectangles drawn over the image.</summary>
    public IReadOnlyList<ImageBox> Boxes { get; init; } = [];

    /// <summary>The media type by the file's first bytes.</summary>
    /// <exception cref="FoldlineException">FL7003: none of the formats that browsers show.</exception>
    internal string MediaType
    {
        get
        {
            var head = Bytes.Span;
            if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
                return "image/png";
            if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
                return "image/jpeg";
            if (head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8))
                return "image/webp";
            throw FoldlineException.User(
                "FL7003",
                $"The image '{Caption}' of the report is neither PNG, JPEG nor WebP ({head.Length} bytes). Encode it as PNG first.",
                null,
                ("image", Caption));
        }
    }
}
