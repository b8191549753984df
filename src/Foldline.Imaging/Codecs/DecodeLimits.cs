namespace Foldline.Imaging;

/// <summary>Limits that guard against files whose header claims a huge picture; they are compared before any memory is taken.</summary>
public static class DecodeLimits
{
    /// <summary>Default for <see cref="DecodeOptions.MaxPixels"/>: 2^28, a square of 16,384 pixels.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>Default for <see cref="DecodeOptions.MaxBytes"/>: 1 GiB.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>Default for <see cref="DecodeOptions.MaxFileBytes"/>: 1 GiB.</summary>
    public const long MaxFileBytes = 1L << 30;
}
