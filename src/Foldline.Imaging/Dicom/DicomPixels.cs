namespace Foldline.Imaging.Dicom;

/// <summary>The values of a DICOM file's pictures as stored.</summary>
public sealed record DicomPixels
{
    /// <summary>Number of pictures.</summary>
    public required int Frames { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Rows { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Columns { get; init; }

    /// <summary>Values of a pixel: 1 or 3.</summary>
    public required int Samples { get; init; }

    /// <summary>What the three values of a pixel are: RGB, or luma and chroma (YBR).</summary>
    public required bool IsLumaChroma { get; init; }

    /// <summary>Frames x rows x columns x samples values.</summary>
    public required int[] Values { get; init; }

    /// <summary>The values of one frame.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    public ReadOnlySpan<int> Frame(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Frames);
        var size = Rows * Columns * Samples;
        return Values.AsSpan(frame * size, size);
    }

    /// <summary>Whether all values of a frame are from 0 to 255.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    internal bool HasBytes(int frame) => !Frame(frame).ContainsAnyExceptInRange(0, 255);

    /// <summary>A colour frame as RGB; luma and chroma are converted by the full-range equations of PS3.3 C.7.6.3.1.2.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <exception cref="InvalidOperationException">The picture is grey, or its values take more than 8 bits.</exception>
    public Image ToRgb(int frame = 0)
    {
        var values = Frame(frame);
        if (Samples != 3 || !HasBytes(frame))
            throw new InvalidOperationException("Only 8-bit colour pictures become RGB.");
        var bytes = new byte[values.Length];
        for (var i = 0; i < values.Length; i += 3)
        {
            if (IsLumaChroma)
                Convert(values.Slice(i, 3), bytes.AsSpan(i, 3));
            else
                (bytes[i], bytes[i + 1], bytes[i + 2]) = ((byte)values[i], (byte)values[i + 1], (byte)values[i + 2]);
        }

        return Image.FromPixels<byte>(bytes, Rows, Columns, 3);
    }

    private static void Convert(ReadOnlySpan<int> ybr, Span<byte> rgb)
    {
        var (y, cb, cr) = ((double)ybr[0], ybr[1] - 128.0, ybr[2] - 128.0);
        rgb[0] = Round(y + (1.402 * cr));
        rgb[1] = Round(y - (0.114 * 1.772 / 0.587 * cb) - (0.299 * 1.402 / 0.587 * cr));
        rgb[2] = Round(y + (1.772 * cb));
    }

    private static byte Round(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);
}
