using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Small images made of keyed random numbers.</summary>
internal static class ImageFixtures
{
    public static Image Noise(ulong seed, int height, int width, int channels, PixelType type = PixelType.UInt8)
    {
        var random = CounterRandom.For(seed);
        var image = Image.Allocate(height, width, channels, type);
        for (var i = 0; i < image.SampleCount; i++)
        {
            var value = random.NextDouble();
            switch (type)
            {
                case PixelType.UInt8: image.Pixels<byte>()[i] = (byte)(value * 256); break;
                case PixelType.UInt16: image.Pixels<ushort>()[i] = (ushort)(value * 65536); break;
                default: image.Pixels<float>()[i] = (float)value; break;
            }
        }

        return image;
    }

    /// <summary>The bytes of a noisy picture over a slope, so that all filters and tables of a format are used.</summary>
    public static byte[] Encoded(ImageFormat format, int channels, ulong seed = 1, PixelType type = PixelType.UInt8)
    {
        using var noise = Noise(seed, 24, 20, channels, type);
        if (type == PixelType.UInt8)
        {
            var pixels = noise.Pixels<byte>();
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)((pixels[i] / 8) + (i * 200 / pixels.Length));
        }

        return ImageCodec.Encode(noise, new EncodeOptions { Format = format });
    }
}
