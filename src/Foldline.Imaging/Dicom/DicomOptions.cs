namespace Foldline.Imaging.Dicom;

/// <summary>How DICOM files are read.</summary>
public sealed record DicomOptions
{
    /// <summary>Whether the modality's look-up table or rescaling is applied.</summary>
    public bool ApplyModality { get; init; } = true;

    /// <summary>Whether the file's look-up table or window for display is applied.</summary>
    public bool ApplyVoi { get; init; } = true;

    /// <summary>Which window of several is applied, from 0.</summary>
    public int Window { get; init; }

    /// <summary>Most pixels of all frames together.</summary>
    public long MaxPixels { get; init; } = DecodeLimits.MaxPixels;

    /// <summary>Most bytes of a deflated data set.</summary>
    public long MaxBytes { get; init; } = DecodeLimits.MaxBytes;

    /// <summary>Most bytes of a file.</summary>
    public long MaxFileBytes { get; init; } = DecodeLimits.MaxFileBytes;
}
