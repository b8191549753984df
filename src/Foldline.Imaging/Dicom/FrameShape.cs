namespace Foldline.Imaging.Dicom;

/// <summary>The layout of pixels as a file's header gives it, checked.</summary>
internal sealed record FrameShape
{
    private static readonly string[] Gray = ["MONOCHROME1", "MONOCHROME2"];
    private static readonly string[] LumaChroma = ["YBR_FULL", "YBR_FULL_422"];

    // JPEG 2000 undoes these transforms itself.
    private static readonly string[] Colour = ["RGB", "YBR_RCT", "YBR_ICT", .. LumaChroma];

    public required int Frames { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int Samples { get; init; }

    public required int BitsAllocated { get; init; }

    public required int BitsStored { get; init; }

    public required int HighBit { get; init; }

    public required bool IsSigned { get; init; }

    public required bool IsPlanar { get; init; }

    public required string Photometric { get; init; }

    public bool IsLumaChroma => LumaChroma.Contains(Photometric);

    /// <summary>Values of one frame.</summary>
    public int FrameLength => Rows * Columns * Samples;

    /// <summary>Bytes of one value.</summary>
    public int Size => BitsAllocated / 8;

    /// <exception cref="FoldlineException">FL3103: the header is impossible or of a kind that is not read. FL3106: it claims too much.</exception>
    public static FrameShape Of(DicomDataset dataset, DicomMetadata metadata, DicomOptions options, string name)
    {
        int Require(int? value, string what) => value ?? throw DicomRefusal.BadHeader(name, $"{what} is missing");
        var allocated = Require(metadata.BitsAllocated, "BitsAllocated (0028,0100)");
        var stored = metadata.BitsStored ?? allocated;
        var shape = new FrameShape
        {
            Frames = metadata.NumberOfFrames ?? 1,
            Rows = Require(metadata.Rows, "Rows (0028,0010)"),
            Columns = Require(metadata.Columns, "Columns (0028,0011)"),
            Samples = metadata.SamplesPerPixel ?? 1,
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = metadata.HighBit ?? stored - 1,
            IsSigned = metadata.PixelRepresentation == 1,
            IsPlanar = dataset.Word(DicomTag.PlanarConfiguration) == 1,
            Photometric = metadata.PhotometricInterpretation ?? throw DicomRefusal.BadHeader(name, "PhotometricInterpretation (0028,0004) is missing"),
        };
        shape.Check(options, name);
        return shape;
    }

    private void Check(DicomOptions options, string name)
    {
        if (Rows < 1 || Columns < 1 || Frames < 1)
            throw DicomRefusal.BadHeader(name, $"it announces {Frames} frames of {Columns} x {Rows} pixels");
        if (BitsAllocated is not (8 or 16))
            throw DicomRefusal.BadHeader(name, $"its values take {BitsAllocated} bits; 8 and 16 are read");
        if (BitsStored < 1 || BitsStored > BitsAllocated || HighBit < BitsStored - 1 || HighBit >= BitsAllocated)
            throw DicomRefusal.BadHeader(name, $"values of {BitsStored} bits up to bit {HighBit} do not fit the {BitsAllocated} bits that they take");
        var allowed = Samples switch { 1 => Gray, 3 when BitsAllocated == 8 => Colour, _ => [] };
        if (!allowed.Contains(Photometric))
            throw DicomRefusal.BadHeader(name, $"{Samples} samples a pixel of {BitsAllocated} bits as {Photometric} are not read; grey with one sample and 8-bit RGB or YBR with three are");
        var pixels = (Int128)Rows * Columns * Frames;
        if (pixels > options.MaxPixels || pixels * Samples > Array.MaxLength / sizeof(int))
            throw DicomRefusal.TooLarge(name, $"it announces {Frames} frames of {Columns} x {Rows} pixels; allowed are {options.MaxPixels} pixels in all");
    }
}
