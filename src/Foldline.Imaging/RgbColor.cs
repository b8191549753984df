namespace Foldline.Imaging;

/// <summary>A colour of three 8-bit values.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct RgbColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads a colour such as <c>#0072b2</c>.</summary>
    /// <param name="text"><c>#</c> and six hexadecimal digits.</param>
    /// <exception cref="FormatException">The text is none.</exception>
    public static RgbColor Parse(string text)
    {
        if (text is not ['#', ..] || text.Length != 7)
            throw new FormatException($"'{text}' is no colour such as #0072b2.");
        var bytes = Convert.FromHexString(text.AsSpan(1));
        return new RgbColor(bytes[0], bytes[1], bytes[2]);
    }
}
