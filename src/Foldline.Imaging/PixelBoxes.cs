namespace Foldline.Imaging;

/// <summary>Filling and copying rectangles of images.</summary>
internal static class PixelBoxes
{
    /// <summary>Fills rectangles in place.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="boxes">Rectangles; parts outside the image are left out.</param>
    /// <param name="fill">One value for all channels or one a channel (channels beyond the list get 0).</param>
    public static void Fill(Image image, ReadOnlySpan<PixelBox> boxes, ReadOnlySpan<double> fill)
    {
        var values = FillFor(fill, image.Channels);
        switch (image.PixelType)
        {
            case PixelType.UInt8: Fill(image, boxes, Convert(values, value => (byte)Math.Clamp(value, 0, byte.MaxValue))); break;
            case PixelType.UInt16: Fill(image, boxes, Convert(values, value => (ushort)Math.Clamp(value, 0, ushort.MaxValue))); break;
            default: Fill(image, boxes, Convert(values, value => (float)value)); break;
        }
    }

    /// <summary>Copies a rectangle between images of one shape and type.</summary>
    public static void Copy(Image from, Image to, PixelBox box)
    {
        switch (from.PixelType)
        {
            case PixelType.UInt8: Copy<byte>(from, to, box); break;
            case PixelType.UInt16: Copy<ushort>(from, to, box); break;
            default: Copy<float>(from, to, box); break;
        }
    }

    /// <summary>One value a channel.</summary>
    public static double[] FillFor(ReadOnlySpan<double> fill, int channels)
    {
        var values = new double[channels];
        if (fill.Length == 1)
            Array.Fill(values, fill[0]);
        else
            fill[..Math.Min(fill.Length, channels)].CopyTo(values);
        return values;
    }

    private static T[] Convert<T>(double[] values, Func<double, T> convert) => [.. values.Select(convert)];

    private static void Fill<T>(Image image, ReadOnlySpan<PixelBox> boxes, T[] values)
        where T : unmanaged, IEquatable<T>
    {
        var pixels = image.Pixels<T>();
        var channels = image.Channels;
        var uniform = Array.TrueForAll(values, value => value.Equals(values[0]));
        foreach (var box in boxes)
        {
            var (left, top, right, bottom) = box.Within(image.Size);
            if (right <= left || bottom <= top)
                continue;
            var first = Row(pixels, image, left, top, right);
            if (uniform)
                first.Fill(values[0]);
            for (var i = 0; !uniform && i < first.Length; i++)
                first[i] = values[i % channels];
            for (var y = top + 1; y < bottom; y++)
                first.CopyTo(Row(pixels, image, left, y, right));
        }
    }

    private static void Copy<T>(Image from, Image to, PixelBox box)
        where T : unmanaged
    {
        var (left, top, right, bottom) = box.Within(from.Size);
        for (var y = top; y < bottom && left < right; y++)
            Row(from.Pixels<T>(), from, left, y, right).CopyTo(Row(to.Pixels<T>(), to, left, y, right));
    }

    private static Span<T> Row<T>(Span<T> pixels, Image image, int left, int y, int right) =>
        pixels.Slice(((y * image.Width) + left) * image.Channels, (right - left) * image.Channels);
}
