namespace Foldline.Imaging;

/// <summary>Facts about pixel types.</summary>
public static class PixelTypes
{
    /// <summary>Bytes a sample takes: 1, 2 or 4.</summary>
    /// <param name="type">The type.</param>
    public static int ByteSize(this PixelType type) => type switch
    {
        PixelType.UInt8 => 1,
        PixelType.UInt16 => 2,
        _ => 4,
    };

    /// <summary>The value of full brightness: 255, 65535 or 1.</summary>
    /// <param name="type">The type.</param>
    public static double MaxValue(this PixelType type) => type switch
    {
        PixelType.UInt8 => 255,
        PixelType.UInt16 => 65535,
        _ => 1,
    };

    /// <summary>The pixel type that holds values of a .NET type.</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    /// <exception cref="NotSupportedException">Another type.</exception>
    public static PixelType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
            return PixelType.UInt8;
        if (typeof(T) == typeof(ushort))
            return PixelType.UInt16;
        return typeof(T) == typeof(float) ? PixelType.Float32 : throw new NotSupportedException($"Images hold no samples of type {typeof(T)}.");
    }
}
