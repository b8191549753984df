namespace Foldline.Imaging;

/// <summary>Type of an image's samples.</summary>
public enum PixelType
{
    /// <summary>8-bit unsigned, 0 to 255.</summary>
    UInt8 = 0,

    /// <summary>16-bit unsigned, 0 to 65535.</summary>
    UInt16 = 1,

    /// <summary>32-bit real numbers; pictures lie in 0 to 1, other data anywhere.</summary>
    Float32 = 2,
}
