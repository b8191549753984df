namespace Foldline.Imaging.Dicom;

/// <summary>How a file's elements and pixels are encoded (DICOM part 5, annex A).</summary>
/// <param name="Uid">Unique identifier.</param>
/// <param name="Name">Name in the standard.</param>
/// <param name="Codec">How frames are compressed.</param>
internal sealed record TransferSyntax(string Uid, string Name, FrameCodec Codec)
{
    private static readonly TransferSyntax[] Known =
    [
        new("1.2.840.10008.1.2", "Implicit VR Little Endian", FrameCodec.Native) { IsExplicit = false },
        new("1.2.840.10008.1.2.1", "Explicit VR Little Endian", FrameCodec.Native),
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", FrameCodec.Native) { IsDeflated = true },
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", FrameCodec.Native) { IsBigEndian = true },
        new("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)", FrameCodec.Jpeg),
        new("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)", FrameCodec.Jpeg),
        new("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)", FrameCodec.Jpeg),
        new("1.2.840.10008.1.2.4.70", "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])", FrameCodec.Jpeg),
        new("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression", FrameCodec.JpegLs),
        new("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression", FrameCodec.JpegLs),
        new("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)", FrameCodec.Jpeg2000),
        new("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression", FrameCodec.Jpeg2000),
        new("1.2.840.10008.1.2.5", "RLE Lossless", FrameCodec.Rle),
    ];

    /// <summary>Whether elements name their value representation.</summary>
    public bool IsExplicit { get; init; } = true;

    /// <summary>Whether numbers begin with the high byte.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Whether everything after the file's meta information is deflated.</summary>
    public bool IsDeflated { get; init; }

    /// <summary>The syntax of an identifier; null when it is not read.</summary>
    public static TransferSyntax? Find(string uid) => Known.FirstOrDefault(syntax => syntax.Uid == uid);
}
