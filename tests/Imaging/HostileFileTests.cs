using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class HostileFileTests : LeakCheck
{
    public static TheoryData<ImageFormat> Formats => [.. Enum.GetValues<ImageFormat>()];

    [Theory]
    [InlineData(100_000, 100_000, 8, 2)]
    [InlineData(uint.MaxValue / 2, uint.MaxValue / 2, 16, 6)]
    [InlineData(30_000, 30_000, 8, 0)]
    public void Decode_OfAHeaderBomb_IsRefusedBeforeMemoryIsTaken(uint width, uint height, byte bits, byte color)
    {
        var bytes = PngChunks.Claiming(width, height, bits, color);
        var before = Environment.WorkingSet;
        var error = Assert.Throws<FoldlineException>(() => ImageCodec.Decode(bytes));
        Assert.Equal("FL3009", error.Code);
        Assert.True(Environment.WorkingSet - before < 64 << 20, "Memory grew by more than 64 MiB.");
    }

    [Fact]
    public void Decode_ComparesTheCallersLimits()
    {
        var bytes = ImageFixtures.Encoded(ImageFormat.Png, 3);
        Assert.Equal("FL3009", Assert.Throws<FoldlineException>(() => ImageCodec.Decode(bytes, new DecodeOptions { MaxPixels = (24 * 20) - 1 })).Code);
        Assert.Equal("FL3009", Assert.Throws<FoldlineException>(() => ImageCodec.Decode(bytes, new DecodeOptions { MaxBytes = (24 * 20 * 3) - 1 })).Code);
        using var image = ImageCodec.Decode(bytes, new DecodeOptions { MaxPixels = 24 * 20, MaxBytes = 24 * 20 * 3 });
        Assert.Equal(3, image.Channels);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Decode_OfAFileCutAtEverySixteenth_IsRefused(ImageFormat format)
    {
        var bytes = ImageFixtures.Encoded(format, 3);
        for (var part = 0; part < 16; part++)
        {
            var cut = bytes.AsSpan(0, bytes.Length * part / 16).ToArray();
            var error = Assert.Throws<FoldlineException>(() => ImageCodec.Decode(cut));
            Assert.True(error.IsUserError, error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("kind", "fuzz")]
    public void Decode_OfMutatedFiles_GivesAPictureOrARefusal(ImageFormat format)
    {
        byte[][] originals = [.. Originals(format)];
        var options = new DecodeOptions { MaxPixels = 1 << 20, MaxBytes = 1 << 24 };
        var count = Mutation.Count(2000);
        for (var i = 0; i < count; i++)
        {
            var random = CounterRandom.For(20, (ulong)format, (ulong)i);
            var bytes = Mutate(originals[random.NextInt32(originals.Length)], ref random);
            DecodeOrRefuse(bytes, options with { ColorMode = (ColorMode)(i % 3), Strict = i % 2 == 0 }, i);
        }
    }

    private static IEnumerable<byte[]> Originals(ImageFormat format)
    {
        yield return ImageFixtures.Encoded(format, 1);
        yield return ImageFixtures.Encoded(format, 3);
        if (format is ImageFormat.Png or ImageFormat.Tiff)
            yield return ImageFixtures.Encoded(format, 3, type: PixelType.UInt16);

        var extensions = format switch
        {
            ImageFormat.Jpeg => ".jpg",
            ImageFormat.Tiff => ".tif",
            ImageFormat.Pnm => ".p?m",
            _ => $".{format.ToString().ToUpperInvariant()}",
        };
        foreach (var path in Oracle.Files("imaging/decode/files", $"*{extensions.ToLowerInvariant()}").Where(path => new FileInfo(path).Length is > 0 and < 20_000))
            yield return File.ReadAllBytes(path);
    }

    private static byte[] Mutate(byte[] original, ref CounterRandom random)
    {
        var bytes = (byte[])original.Clone();
        var changes = 1 + random.NextInt32(8);
        for (var i = 0; i < changes; i++)
        {
            // Half of the changes hit the first 64 bytes, where the headers are.
            var range = random.NextBool(0.5) ? Math.Min(64, bytes.Length) : bytes.Length;
            bytes[random.NextInt32(range)] = (byte)random.NextInt32(256);
        }

        return random.NextBool(0.2) ? bytes[..random.NextInt32(bytes.Length)] : bytes;
    }

    private static void DecodeOrRefuse(byte[] bytes, DecodeOptions options, int i)
    {
        try
        {
            using var image = ImageCodec.Decode(bytes, options);
            Assert.True(image.Height * image.Width <= options.MaxPixels, $"Mutation {i} passed the limit of pixels.");
        }
        catch (FoldlineException e)
        {
            Assert.True(e.IsUserError, $"Mutation {i}: {e.Message}");
        }
    }
}
