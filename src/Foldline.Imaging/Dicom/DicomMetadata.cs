using System.Collections.Immutable;
using System.Globalization;

namespace Foldline.Imaging.Dicom;

/// <summary>What a DICOM file says of its picture and its patient; what is absent or empty is null.</summary>
public sealed record DicomMetadata
{
    /// <summary>Identifier of the transfer syntax.</summary>
    public required string TransferSyntaxUid { get; init; }

    /// <summary>Name of the transfer syntax in the standard.</summary>
    public required string TransferSyntaxName { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Rows { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Columns { get; init; }

    /// <summary>Values of a pixel.</summary>
    public int? SamplesPerPixel { get; init; }

    /// <summary>Number of pictures, where the file says it.</summary>
    public int? NumberOfFrames { get; init; }

    /// <summary>What values mean, such as <c>MONOCHROME2</c>.</summary>
    public string? PhotometricInterpretation { get; init; }

    /// <summary>Bits that a value takes in the file.</summary>
    public int? BitsAllocated { get; init; }

    /// <summary>Bits that a value uses.</summary>
    public int? BitsStored { get; init; }

    /// <summary>Number of the highest bit that a value uses.</summary>
    public int? HighBit { get; init; }

    /// <summary>0 for values without sign, 1 for two's complement.</summary>
    public int? PixelRepresentation { get; init; }

    /// <summary>Distance of rows, then of columns, in millimetres.</summary>
    public ImmutableArray<double>? PixelSpacing { get; init; }

    /// <summary>Factor of the modality's rescaling.</summary>
    public double? RescaleSlope { get; init; }

    /// <summary>Offset of the modality's rescaling.</summary>
    public double? RescaleIntercept { get; init; }

    /// <summary>Centres of the windows.</summary>
    public ImmutableArray<double>? WindowCenter { get; init; }

    /// <summary>Widths of the windows.</summary>
    public ImmutableArray<double>? WindowWidth { get; init; }

    /// <summary><c>LINEAR</c> (also when absent), <c>LINEAR_EXACT</c> or <c>SIGMOID</c>.</summary>
    public string? VoiLutFunction { get; init; }

    /// <summary>Kind of the machine, such as <c>CR</c>.</summary>
    public string? Modality { get; init; }

    /// <summary>The patient's identifier.</summary>
    public string? PatientId { get; init; }

    /// <summary>The patient's name, its parts separated by <c>^</c>.</summary>
    public string? PatientName { get; init; }

    /// <summary><c>F</c>, <c>M</c> or <c>O</c>.</summary>
    public string? PatientSex { get; init; }

    /// <summary>Age as written, such as <c>045Y</c>.</summary>
    public string? PatientAge { get; init; }

    /// <summary>The age in years, from years, months, weeks or days; null when it is absent or written otherwise.</summary>
    public double? AgeInYears
    {
        get
        {
            if (PatientAge is not { Length: > 1 } text || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return null;
            return text[^1] switch
            {
                'Y' => count,
                'M' => count / 12.0,
                'W' => count * 7 / 365.25,
                'D' => count / 365.25,
                _ => null,
            };
        }
    }

    internal static DicomMetadata Of(TransferSyntax syntax, DicomDataset dataset) => new()
    {
        TransferSyntaxUid = syntax.Uid,
        TransferSyntaxName = syntax.Name,
        Rows = dataset.Word(DicomTag.Rows),
        Columns = dataset.Word(DicomTag.Columns),
        SamplesPerPixel = dataset.Word(DicomTag.SamplesPerPixel),
        NumberOfFrames = dataset.Decimals(DicomTag.NumberOfFrames) is [var frames, ..] ? (int)Math.Clamp(frames, int.MinValue, int.MaxValue) : null,
        PhotometricInterpretation = dataset.Text(DicomTag.PhotometricInterpretation),
        BitsAllocated = dataset.Word(DicomTag.BitsAllocated),
        BitsStored = dataset.Word(DicomTag.BitsStored),
        HighBit = dataset.Word(DicomTag.HighBit),
        PixelRepresentation = dataset.Word(DicomTag.PixelRepresentation),
        PixelSpacing = List(dataset, DicomTag.PixelSpacing),
        RescaleSlope = First(dataset, DicomTag.RescaleSlope),
        RescaleIntercept = First(dataset, DicomTag.RescaleIntercept),
        WindowCenter = List(dataset, DicomTag.WindowCenter),
        WindowWidth = List(dataset, DicomTag.WindowWidth),
        VoiLutFunction = dataset.Text(DicomTag.VoiLutFunction),
        Modality = dataset.Text(DicomTag.Modality),
        PatientId = dataset.Text(DicomTag.PatientId),
        PatientName = dataset.Text(DicomTag.PatientName),
        PatientSex = dataset.Text(DicomTag.PatientSex),
        PatientAge = dataset.Text(DicomTag.PatientAge),
    };

    private static double? First(DicomDataset dataset, uint tag) => dataset.Decimals(tag) is [var first, ..] ? first : null;

    private static ImmutableArray<double>? List(DicomDataset dataset, uint tag) => dataset.Decimals(tag) is { } numbers ? [.. numbers] : null;
}
