using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class CodecTests : LeakCheck
{
    [Theory]
    [InlineData(ImageFormat.Png, 1, PixelType.UInt8)]
    [InlineData(ImageFormat.Png, 3, PixelType.UInt8)]
    [InlineData(ImageFormat.Png, 4, PixelType.UInt8)]
    [InlineData(ImageFormat.Png, 1, PixelType.UInt16)]
    [InlineData(ImageFormat.Png, 3, PixelType.UInt16)]
    [InlineData(ImageFormat.Png, 4, PixelType.UInt16)]
    [InlineData(ImageFormat.Tiff, 1, PixelType.UInt8)]
    [InlineData(ImageFormat.Tiff, 3, PixelType.UInt16)]
    [InlineData(ImageFormat.Tiff, 1, PixelType.Float32)]
    [InlineData(ImageFormat.Bmp, 1, PixelType.UInt8)]
    [InlineData(ImageFormat.Bmp, 3, PixelType.UInt8)]
    [InlineData(ImageFormat.Pnm, 1, PixelType.UInt16)]
    [InlineData(ImageFormat.Pnm, 3, PixelType.UInt8)]
    public void Encode_ThenDecode_OfALosslessFormat_GivesTheSamePixels(ImageFormat format, int channels, PixelType type)
    {
        using var image = ImageFixtures.Noise(7, 19, 23, channels, type);
        var bytes = ImageCodec.Encode(image, new EncodeOptions { Format = format });
        using var decoded = ImageCodec.Decode(bytes, new DecodeOptions { ColorMode = ColorMode.Unchanged });
        Assert.Equal(image.ToString(), decoded.ToString());
        Assert.Equal(Arrays.Values(image), Arrays.Values(decoded));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 100, 12)]
    [InlineData(ImageFormat.WebP, 101, 0)]
    public void Encode_ThenDecode_KeepsColoursInRgbOrder(ImageFormat format, int quality, int tolerance)
    {
        using var red = Image.FromPixels<byte>([.. Enumerable.Repeat<byte[]>([200, 30, 10], 256).SelectMany(pixel => pixel)], 16, 16, 3);
        using var decoded = ImageCodec.Decode(ImageCodec.Encode(red, new EncodeOptions { Format = format, Quality = quality }));
        Assert.All(Arrays.Values(red).Zip(Arrays.Values(decoded)), pair => Assert.InRange(pair.Second - pair.First, -tolerance, tolerance));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 1, PixelType.UInt16)]
    [InlineData(ImageFormat.Jpeg, 4, PixelType.UInt8)]
    [InlineData(ImageFormat.Png, 1, PixelType.Float32)]
    [InlineData(ImageFormat.Png, 2, PixelType.UInt8)]
    [InlineData(ImageFormat.WebP, 3, PixelType.UInt16)]
    public void Encode_OfWhatAFormatCannotHold_IsRefused(ImageFormat format, int channels, PixelType type)
    {
        using var image = ImageFixtures.Noise(7, 5, 6, channels, type);
        Assert.Equal("FL3012", Assert.Throws<FoldlineException>(() => ImageCodec.Encode(image, new EncodeOptions { Format = format })).Code);
    }

    [Fact]
    public void Decode_OfSixteenBits_TakesTheHighByteUnlessTheDepthIsKept()
    {
        using var image = Image.FromPixels<ushort>([0x0102, 0xFFFE, 0x8000, 0x00FF], 2, 2, 1);
        var bytes = ImageCodec.Encode(image);
        using var eight = ImageCodec.Decode(bytes, new DecodeOptions { ColorMode = ColorMode.Gray });
        using var kept = ImageCodec.Decode(bytes, new DecodeOptions { ColorMode = ColorMode.Color, KeepDepth = true });
        Assert.Equal(new byte[] { 1, 255, 128, 0 }, eight.Pixels<byte>().ToArray());
        Assert.Equal(new ushort[] { 0x0102, 0x0102, 0x0102, 0xFFFE }, kept.Pixels<ushort>()[..4].ToArray());
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Tiff)]
    [InlineData(ImageFormat.Bmp)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Pnm)]
    public void ReadHeader_GivesTheSizeWithoutDecoding(ImageFormat format) =>
        Assert.Equal(new ImageHeader(format, new ImageSize(24, 20), 3, PixelType.UInt8), ImageCodec.ReadHeader(ImageFixtures.Encoded(format, 3)));

    [Fact]
    public void Decode_WhenNotStrict_AcceptsAJpegWithoutItsEnd()
    {
        var bytes = ImageFixtures.Encoded(ImageFormat.Jpeg, 3);
        var cut = bytes.AsSpan(0, bytes.Length - 2).ToArray();
        Assert.Equal("truncated", Assert.Throws<FoldlineException>(() => ImageCodec.Decode(cut)).Facts["reason"]);
        using var image = ImageCodec.Decode(cut, new DecodeOptions { Strict = false });
        Assert.Equal(new ImageSize(24, 20), image.Size);
    }

    [Fact]
    public void Decode_OfAPngWithDataInSeveralChunks_GivesTheSamePixels()
    {
        var bytes = ImageFixtures.Encoded(ImageFormat.Png, 3);
        using var whole = ImageCodec.Decode(bytes);
        using var split = ImageCodec.Decode(PngChunks.SplitData(bytes, 7));
        Assert.Equal(whole.Pixels<byte>().ToArray(), split.Pixels<byte>().ToArray());
    }
}
