using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class BatchWriterTests : LeakCheck
{
    private static readonly PixelNormalization Normalization = new([0.1, 0.2, 0.3], [0.5, 0.25, 0.2]);

    public static TheoryData<PixelType, int, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<PixelType, int, bool>();
            foreach (var type in Enum.GetValues<PixelType>())
            {
                foreach (var channels in new[] { 1, 3 })
                {
                    kinds.Add(type, channels, false);
                    kinds.Add(type, channels, true);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_PutsEverySampleNormalisedInItsPlace(PixelType type, int channels, bool channelsLast)
    {
        using var image = ImageFixtures.Noise(2, 7, 37, channels, type);
        using var batch = new BatchMemory(new BatchShape(2, 3, image.Size) { ChannelsLast = channelsLast });
        batch.Values<float>().Fill(float.NaN);
        new BatchWriter(Normalization).Write(image, batch, 1);

        var values = Arrays.Values(image);
        var strides = batch.Shape.Strides;
        var written = batch.Values<float>().ToArray();
        var max = (float)type.MaxValue();
        Assert.All(written[..(int)strides[0]], value => Assert.True(float.IsNaN(value)));
        for (var i = 0; i < 3 * 7 * 37; i++)
        {
            var (c, y, x) = (i / (7 * 37), i / 37 % 7, i % 37);
            var sample = (float)values[(((y * 37) + x) * channels) + (channels == 1 ? 0 : c)];
            var mean = (float)Normalization.Mean[c] * max;
            var expected = (sample - mean) * (1 / ((float)Normalization.Std[c] * max));
            Assert.Equal(expected, written[strides[0] + (c * strides[1]) + (y * strides[2]) + (x * strides[3])]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_OfBFloat16_RoundsToNearestEven(bool channelsLast)
    {
        using var image = ImageFixtures.Noise(2, 5, 19, 3, PixelType.Float32);
        using var wide = new BatchMemory(new BatchShape(1, 3, image.Size) { ChannelsLast = channelsLast });
        using var narrow = new BatchMemory(wide.Shape with { Element = BatchElement.BFloat16 });
        var writer = new BatchWriter(Normalization);
        writer.Write(image, wide, 0);
        writer.Write(image, narrow, 0);
        var expected = wide.Values<float>().ToArray().Select(RoundToBFloat16);
        Assert.Equal(expected, narrow.Values<ushort>().ToArray());
    }

    [Fact]
    public void Write_WithNoNormalisation_KeepsThePixelValues()
    {
        using var image = ImageFixtures.Noise(2, 16, 16, 1);
        using var batch = new BatchMemory(new BatchShape(1, 1, image.Size));
        new BatchWriter(PixelNormalization.None).Write(image, batch, 0);
        Assert.Equal(Arrays.Values(image), batch.Values<float>().ToArray().Select(value => (double)value));
    }

    [Fact]
    public void Write_OfAnotherSize_NamesBoth()
    {
        using var image = ImageFixtures.Noise(2, 16, 16, 1);
        using var batch = new BatchMemory(new BatchShape(1, 1, new ImageSize(16, 17)));
        var error = Assert.Throws<FoldlineException>(() => new BatchWriter(PixelNormalization.None).Write(image, batch, 0));
        Assert.Equal("FL3016", error.Code);
        Assert.Contains("16x17", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchWriter(PixelNormalization.None).Write(image, batch, 1));
    }

    [Fact]
    public void Write_WithTooFewMeans_IsRefused()
    {
        using var image = ImageFixtures.Noise(2, 4, 4, 6);
        using var batch = new BatchMemory(new BatchShape(1, 6, image.Size));
        Assert.Equal("FL3015", Assert.Throws<FoldlineException>(() => new BatchWriter(Normalization).Write(image, batch, 0)).Code);
    }

    private static ushort RoundToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
