namespace Foldline.Imaging.Dicom;

/// <summary>
/// A DICOM file: what it says of itself, and its pictures on request. Read are the transfer syntaxes without compression (either byte
/// order, implicit, deflated), RLE, JPEG (baseline, extended, lossless), JPEG-LS and JPEG 2000. Definitions: DICOM PS3.3, PS3.5, PS3.10.
/// </summary>
public sealed class DicomFile
{
    private readonly string name;
    private readonly TransferSyntax syntax;
    private readonly DicomDataset dataset;
    private readonly DicomOptions options;

    private DicomFile(string name, TransferSyntax syntax, DicomDataset dataset, DicomOptions options)
    {
        (this.name, this.syntax, this.dataset, this.options) = (name, syntax, dataset, options);
        Metadata = DicomMetadata.Of(syntax, dataset);
    }

    /// <summary>What the file says of itself.</summary>
    public DicomMetadata Metadata { get; }

    /// <summary>Reads a file's elements.</summary>
    /// <param name="path">File to read.</param>
    /// <param name="options">Limits and choices; null: the defaults.</param>
    /// <exception cref="FoldlineException">
    /// FL3001, FL3002, FL3003, FL3009, FL3011: it cannot be opened. Fact <c>reason</c>: FL3101 not-dicom, FL3102 truncated, FL3103 bad-header,
    /// FL3106 too-large, FL3107 unsupported-syntax, FL3108 corrupt-pixels.
    /// </exception>
    public static DicomFile Read(string path, DicomOptions? options = null)
    {
        options ??= new DicomOptions();
        using var file = ImageFile.Read(path, options.MaxFileBytes);
        return Read(file.Bytes.ToArray(), path, options);
    }

    /// <summary>Reads the elements of a file in memory; the bytes are kept and must not change.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Limits and choices; null: the defaults.</param>
    /// <inheritdoc cref="Read(string, DicomOptions?)"/>
    public static DicomFile Read(ReadOnlyMemory<byte> bytes, string name, DicomOptions? options = null)
    {
        options ??= new DicomOptions();
        var (syntax, dataset) = DicomParser.Parse(bytes, name, options.MaxBytes);
        return new DicomFile(name, syntax, dataset, options);
    }

    /// <summary>Decodes all frames.</summary>
    /// <returns>Values as stored.</returns>
    /// <exception cref="FoldlineException">
    /// Fact <c>reason</c>: FL3102 truncated, FL3103 bad-header, FL3104 no-pixel-data, FL3105 pixel-size-mismatch, FL3106 too-large, FL3108 corrupt-pixels.
    /// </exception>
    public DicomPixels ReadPixels() => FrameReader.Read(syntax, dataset, Metadata, options, name);

    /// <summary>What turns stored values into those of the modality and then into grey levels.</summary>
    /// <exception cref="FoldlineException">FL3103: a look-up table is malformed. FL3109: a window is not allowed.</exception>
    public GrayscaleTransform Grayscale() => GrayscaleTransform.Of(dataset, Metadata, options, name);

    /// <summary>A frame as an 8-bit picture: grey through modality, window and inversion, spread over 0 … 255; colour as RGB.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <exception cref="FoldlineException">As <see cref="ReadPixels"/> and <see cref="Grayscale"/>.</exception>
    public Image ToImage(int frame = 0)
    {
        var pixels = ReadPixels();
        if (pixels.Samples == 1)
            return Grayscale().ToImage(pixels, frame);
        return pixels.HasBytes(frame) ? pixels.ToRgb(frame) : throw DicomRefusal.BadHeader(name, "its colours have values beyond 0 to 255, and only 8-bit colour is read");
    }
}
