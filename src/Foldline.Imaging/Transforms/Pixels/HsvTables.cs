namespace Foldline.Imaging;

/// <summary>Tables for the planes of an 8-bit HSV image. Sums are in 32-bit arithmetic, as the reference's.</summary>
internal static class HsvTables
{
    /// <summary>Hue plus a shift, modulo 180, cut off; the identity for a shift of 0.</summary>
    public static PixelTable Hue(double shift) => shift == 0 ? PixelTable.Identity : PixelTable.From(value =>
    {
        var remainder = (float)(value + (float)shift) % 180f;
        return remainder < 0 ? (float)(remainder + 180f) : remainder;
    });

    /// <summary>Saturation or value plus a shift, clipped and cut off; the identity for a shift of 0.</summary>
    public static PixelTable Plane(double shift) =>
        shift == 0 ? PixelTable.Identity : PixelTable.From(value => (float)(value + (float)shift));
}
