namespace Foldline.Imaging;

/// <summary>Pictures for people: any image as 8-bit RGB, with masks and boxes drawn over it.</summary>
public static class ImageDisplay
{
    /// <summary>The image as 8-bit RGB: one channel is repeated, of more than three the first three are taken; real numbers are shown from 0 to 1.</summary>
    /// <param name="image">Any image.</param>
    public static Image ToRgb(this Image image)
    {
        using var eight = image.ConvertTo(PixelType.UInt8, 255 / image.PixelType.MaxValue());
        if (image.Channels == 1)
            return eight.RepeatChannel(3);
        return image.Channels == 3 ? eight.Clone() : FirstThreeChannels(eight);
    }

    /// <summary>The image as 8-bit RGB; real numbers are stretched from the least to the largest.</summary>
    /// <param name="image">Any image.</param>
    public static Image ToPicture(this Image image)
    {
        if (image.PixelType != PixelType.Float32)
            return image.ToRgb();
        using var stretched = image.Stretch();
        return stretched.ToRgb();
    }

    /// <summary>8-bit samples of real numbers: the least becomes 0, the largest 255; what is no finite number becomes 0.</summary>
    /// <param name="image">Real numbers in any number of channels.</param>
    public static Image Stretch(this Image image)
    {
        var values = image.Pixels<float>();
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        var result = Image.Allocate(image.Height, image.Width, image.Channels, PixelType.UInt8);
        var pixels = result.Pixels<byte>();
        var scale = high > low ? 255 / ((double)high - low) : 0;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = float.IsFinite(values[i]) ? (byte)Math.Round((values[i] - (double)low) * scale) : (byte)0;
        return result;
    }

    /// <summary>Changes the size so that the image fits into a box with its proportions kept and touches it on one side at least.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="box">Height and width of the box, each at least 1.</param>
    public static Image FitInto(this Image image, ImageSize box)
    {
        var factor = Math.Min((double)box.Height / image.Height, (double)box.Width / image.Width);
        var size = new ImageSize(
            Math.Clamp((int)Math.Round(image.Height * factor), 1, box.Height),
            Math.Clamp((int)Math.Round(image.Width * factor), 1, box.Width));
        return image.Resize(size, factor < 1 ? Interpolation.Area : Interpolation.Linear);
    }

    /// <summary>Lays colours over the pixels that a mask marks, half transparent.</summary>
    /// <param name="image">8-bit RGB; changed in place.</param>
    /// <param name="mask">8-bit, one channel, of the image's size: 0 is background, 1 the first colour and so on, beginning anew after the last.</param>
    /// <param name="colors">At least one.</param>
    /// <exception cref="ArgumentException">Image and mask do not fit.</exception>
    public static void DrawMask(this Image image, Image mask, IReadOnlyList<RgbColor> colors)
    {
        if (image.Channels != 3 || mask.Channels != 1 || image.Size != mask.Size)
            throw new ArgumentException($"A mask of {mask} does not fit an image of {image}.", nameof(mask));
        var pixels = image.Pixels<byte>();
        var marks = mask.Pixels<byte>();
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i] == 0)
                continue;
            var color = colors[(marks[i] - 1) % colors.Count];
            var pixel = pixels.Slice(3 * i, 3);
            (pixel[0], pixel[1], pixel[2]) = (Mean(pixel[0], color.Red), Mean(pixel[1], color.Green), Mean(pixel[2], color.Blue));
        }
    }

    /// <summary>Draws the edges of a box, two pixels wide.</summary>
    /// <param name="image">8-bit RGB; changed in place.</param>
    /// <param name="box">Fractions of the image; what lies outside is left out.</param>
    /// <param name="color">Colour of the edges.</param>
    public static void DrawBox(this Image image, BoundingBox box, RgbColor color)
    {
        const int Line = 2;
        var (left, right) = (Pixel(box.Left, image.Width), Pixel(box.Right, image.Width));
        var (top, bottom) = (Pixel(box.Top, image.Height), Pixel(box.Bottom, image.Height));
        image.Fill(top, left, Math.Min(top + Line, bottom), right, color);
        image.Fill(Math.Max(bottom - Line, top), left, bottom, right, color);
        image.Fill(top, left, bottom, Math.Min(left + Line, right), color);
        image.Fill(top, Math.Max(right - Line, left), bottom, right, color);
    }

    private static byte Mean(byte a, byte b) => (byte)((a + b + 1) / 2);

    private static int Pixel(double fraction, int size) => (int)Math.Round(Math.Clamp(fraction, 0, 1) * size);

    private static void Fill(this Image image, int top, int left, int bottom, int right, RgbColor color)
    {
        var pixels = image.Pixels<byte>();
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                var pixel = pixels.Slice(3 * ((row * image.Width) + column), 3);
                (pixel[0], pixel[1], pixel[2]) = (color.Red, color.Green, color.Blue);
            }
        }
    }

    private static Image FirstThreeChannels(Image image)
    {
        var color = Image.Allocate(image.Height, image.Width, 3, PixelType.UInt8);
        var from = image.Pixels<byte>();
        var to = color.Pixels<byte>();
        for (var pixel = 0; pixel < image.Height * image.Width; pixel++)
        {
            for (var c = 0; c < 3; c++)
                to[(pixel * 3) + c] = c < image.Channels ? from[(pixel * image.Channels) + c] : (byte)0;
        }

        return color;
    }
}
