namespace Foldline.Imaging.Dicom;

/// <summary>
/// From stored values to grey levels (PS3.3 C.11): the modality's look-up table or rescaling; then, for display, a look-up table or else
/// a window; inversion of MONOCHROME1; and the spread over 0 … 255. Numbers as pydicom gives them.
/// </summary>
public sealed class GrayscaleTransform
{
    private readonly DicomOptions options;
    private readonly DicomLookup? modality;
    private readonly DicomLookup? voi;
    private readonly VoiWindow? window;
    private readonly double? slope;
    private readonly double intercept;
    private readonly bool isInverted;

    private GrayscaleTransform(DicomDataset dataset, DicomMetadata metadata, DicomOptions options, string name)
    {
        var isSigned = metadata.PixelRepresentation == 1;
        this.options = options;
        isInverted = metadata.PhotometricInterpretation == "MONOCHROME1";
        modality = dataset.FirstItem(DicomTag.ModalityLutSequence) is { } table ? DicomLookup.Of(table, isSigned, name) : null;
        if (modality is null && (metadata.RescaleSlope ?? metadata.RescaleIntercept) is not null)
            (slope, intercept) = (metadata.RescaleSlope ?? 1, metadata.RescaleIntercept ?? 0);
        voi = dataset.FirstItem(DicomTag.VoiLutSequence) is { } item ? DicomLookup.Of(item, isSigned && modality is null, name) : null;
        if (voi is null && options.ApplyVoi && metadata.WindowCenter is not null)
            window = VoiWindow.Of(metadata, options.Window, OutputRange(metadata), name);
    }

    /// <summary>Whether the file has a look-up table or a window for display.</summary>
    public bool HasVoi => voi is not null || window is not null;

    internal static GrayscaleTransform Of(DicomDataset dataset, DicomMetadata metadata, DicomOptions options, string name) => new(dataset, metadata, options, name);

    /// <summary>Values of the modality, such as Hounsfield units.</summary>
    /// <param name="stored">Values as stored.</param>
    public double[] ToModality(ReadOnlySpan<int> stored)
    {
        var values = new double[stored.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = modality is not null ? modality[stored[i]] : slope is { } factor ? (stored[i] * factor) + intercept : stored[i];
        return values;
    }

    /// <summary>Values for display, in the range of the file's values.</summary>
    /// <param name="values">Values of the modality.</param>
    public double[] ToDisplay(ReadOnlySpan<double> values)
    {
        var display = values.ToArray();
        for (var i = 0; i < display.Length; i++)
            display[i] = voi is not null ? voi[display[i]] : window?.Apply(display[i]) ?? display[i];
        return display;
    }

    /// <summary>A frame as an 8-bit grey picture, after the steps that the options ask for; a picture of one value is black.</summary>
    /// <param name="pixels">The file's pixels.</param>
    /// <param name="frame">Number of the frame, from 0.</param>
    public Image ToImage(DicomPixels pixels, int frame = 0)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var stored = pixels.Frame(frame);
        var values = options.ApplyModality ? ToModality(stored) : Array.ConvertAll(stored.ToArray(), value => (double)value);
        if (options.ApplyVoi)
            values = ToDisplay(values);
        return Image.FromPixels<byte>(Spread(values, isInverted), pixels.Rows, pixels.Columns, 1);
    }

    private static byte[] Spread(double[] values, bool isInverted)
    {
        var (lowest, highest) = (values.Min(), values.Max());
        if (lowest == highest)
            return new byte[values.Length];

        // Inverted values are highest - value: their lowest is 0, their highest the whole range.
        var range = highest - lowest;
        return Array.ConvertAll(values, value => (byte)((isInverted ? highest - value : value - lowest) / range * 255));
    }

    private (double Lowest, double Highest) OutputRange(DicomMetadata metadata)
    {
        if (modality is not null)
            return (0, Math.Pow(2, modality.Bits) - 1);
        var bits = metadata.BitsStored ?? metadata.BitsAllocated ?? 8;
        var (lowest, highest) = metadata.PixelRepresentation == 1
            ? (-Math.Pow(2, bits - 1), Math.Pow(2, bits - 1) - 1)
            : (0, Math.Pow(2, bits) - 1);
        return slope is { } factor ? ((lowest * factor) + intercept, (highest * factor) + intercept) : (lowest, highest);
    }
}
