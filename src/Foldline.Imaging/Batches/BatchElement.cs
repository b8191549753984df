namespace Foldline.Imaging;

/// <summary>Type of a batch's numbers.</summary>
public enum BatchElement
{
    /// <summary>32-bit reals.</summary>
    Float32 = 0,

    /// <summary>16-bit reals with 8 bits of mantissa, rounded to nearest even.</summary>
    BFloat16 = 1,

    /// <summary>Bytes, for masks: 0 and 1, or class numbers.</summary>
    UInt8 = 2,
}
