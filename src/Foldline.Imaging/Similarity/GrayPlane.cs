namespace Foldline.Imaging.Similarity;

/// <summary>A picture as grey values from 0 to 255 in managed memory, however it was stored.</summary>
/// <param name="Values">Rows of <paramref name="Width"/> values.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
internal readonly record struct GrayPlane(float[] Values, int Height, int Width)
{
    private const int ColorChannels = 3;

    /// <summary>The image, made smaller by area means.</summary>
    /// <param name="image">Any image. Real numbers are stretched from the least to the largest; of four channels the last is taken for opacity and left out.</param>
    /// <param name="size">Size wanted.</param>
    public static GrayPlane Of(Image image, ImageSize size)
    {
        using var resized = image.Resize(size, size.Height <= image.Height && size.Width <= image.Width ? Interpolation.Area : Interpolation.Linear);
        using var real = resized.ConvertTo(PixelType.Float32, image.PixelType == PixelType.UInt16 ? 1 / 257.0 : 1);
        var values = Gray(real.Pixels<float>(), real.Channels);
        if (image.PixelType == PixelType.Float32)
            Stretch(values);
        return new GrayPlane(values, size.Height, size.Width);
    }

    /// <summary>The plane in another size.</summary>
    /// <param name="side">Height and width.</param>
    public float[] Squeeze(int side)
    {
        using var image = Image.FromPixels<float>(Values, Height, Width, 1);
        using var square = image.Resize(new ImageSize(side, side), Height >= side && Width >= side ? Interpolation.Area : Interpolation.Linear);
        return square.Pixels<float>().ToArray();
    }

    /// <summary>The plane smoothed with a Gaussian.</summary>
    /// <param name="values">Rows of the plane's width.</param>
    /// <param name="sigma">Standard deviation in pixels.</param>
    public float[] Smooth(float[] values, double sigma)
    {
        using var image = Image.FromPixels<float>(values, Height, Width, 1);
        using var smooth = Image.Allocate(Height, Width, 1, PixelType.Float32);
        FilterKernels.Gaussian(image, smooth, 0, sigma);
        return smooth.Pixels<float>().ToArray();
    }

    private static float[] Gray(ReadOnlySpan<float> pixels, int channels)
    {
        var used = channels == ColorChannels + 1 ? ColorChannels : channels;
        var gray = new float[pixels.Length / channels];
        for (var i = 0; i < gray.Length; i++)
        {
            var sum = 0f;
            for (var c = 0; c < used; c++)
                sum += pixels[(i * channels) + c];
            gray[i] = sum / used;
        }

        return gray;
    }

    private static void Stretch(float[] values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        for (var i = 0; i < values.Length; i++)
            values[i] = float.IsFinite(values[i]) && high > low ? (values[i] - low) / (high - low) * 255 : 0;
    }
}
