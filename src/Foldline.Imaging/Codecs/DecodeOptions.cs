namespace Foldline.Imaging;

/// <summary>How a picture file is read. The defaults give 8-bit RGB and refuse damaged or oversized files.</summary>
public sealed record DecodeOptions
{
    /// <summary>The defaults.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>Which channels the result has.</summary>
    public ColorMode ColorMode { get; init; } = ColorMode.Color;

    /// <summary>Keeps 16-bit samples in the grey and colour modes; otherwise their high byte is taken.</summary>
    public bool KeepDepth { get; init; }

    /// <summary>
    /// With <see cref="ColorMode.Color"/>: whether a grey file is repeated to three channels here. False keeps one channel, to be
    /// repeated by the <see cref="BatchWriter"/> in the last pass, with the same result at a third of the work as long as all
    /// transforms treat the channels alike (<see cref="TransformPipeline.TreatsChannelsAlike"/>).
    /// </summary>
    public bool ExpandGray { get; init; } = true;

    /// <summary>Refuses files that a codec would repair or complete: missing ends, wrong checksums, damaged data.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Largest height x width.</summary>
    public long MaxPixels { get; init; } = DecodeLimits.MaxPixels;

    /// <summary>Largest size of the decoded picture in bytes.</summary>
    public long MaxBytes { get; init; } = DecodeLimits.MaxBytes;

    /// <summary>Largest size of the file in bytes.</summary>
    public long MaxFileBytes { get; init; } = DecodeLimits.MaxFileBytes;

    internal NativeDecodeOptions ToNative() => new()
    {
        MaxPixels = MaxPixels,
        MaxBytes = Math.Min(MaxBytes, int.MaxValue),
        Color = (int)ColorMode,
        KeepDepth = KeepDepth ? 1 : 0,
        Strict = Strict ? 1 : 0,
        ExpandGray = ExpandGray ? 1 : 0,
    };
}
