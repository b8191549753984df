using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class PixelTableTests : LeakCheck
{
    private static readonly PixelTable Square = PixelTable.From(value => value * value / 255.0);
    private static readonly PixelTable Falling = PixelTable.From(value => 255 - value);

    [Fact]
    public void From_ClipsAndCutsOff()
    {
        var table = PixelTable.From(value => (value * 2.5) - 10);
        Assert.Equal([0, 0, 0, 0, 0, 2, 5], table.Entries[..7].ToArray());
        Assert.Equal(255, table.Entries[255]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Lookup_OfAnyNumberOfChannels_TakesEachChannelsTable(int channels)
    {
        var table = PixelTable.PerChannel([.. Enumerable.Range(0, channels).Select(c => PixelTable.From(value => (value * (c + 1)) & 255))]);
        using var image = ImageFixtures.Noise(7, 13, 41, channels);
        using var result = image.Lookup(table);
        var before = image.Pixels<byte>();
        var after = result.Pixels<byte>();
        for (var i = 0; i < before.Length; i++)
            Assert.Equal((byte)(before[i] * ((i % channels) + 1)), after[i]);
    }

    [Fact]
    public void Then_OfSharedAndChannelTables_IsOneAfterTheOther()
    {
        var colors = PixelTable.PerChannel(Square, Falling, PixelTable.Identity);
        using var image = ImageFixtures.Noise(8, 20, 30, 3);
        foreach (var (first, second) in new[] { (Square, Falling), (Square, colors), (colors, Falling), (colors, colors) })
        {
            using var once = image.Lookup(first);
            using var twice = once.Lookup(second);
            using var joined = image.Lookup(first.Then(second));
            Assert.Equal(Arrays.Values(twice), Arrays.Values(joined));
        }
    }

    [Fact]
    public void Then_OfOtherNumbersOfChannels_IsRefused() =>
        Assert.Throws<ArgumentException>(() => PixelTable.PerChannel(Square, Falling).Then(PixelTable.PerChannel(Square, Falling, Square)));

    [Fact]
    public void ApplyTable_InARow_GivesTheBatchWhatSingleStepsGive()
    {
        using var image = ImageFixtures.Noise(9, 21, 33, 3);
        using var fused = TransformInput.Borrowing(image);
        using var single = TransformInput.Borrowing(image);
        Transform[] steps = [new RandomGamma(), new RgbShift(), new InvertImg(), new Solarize(), new ColorJitter { Saturation = new ValueRange(1, 1), Hue = new ValueRange(0, 0) }];
        var random = CounterRandom.For(4);
        foreach (var step in steps)
        {
            var drawn = step.Draw(ref random, image.Size);
            step.Apply(fused, drawn);
            step.Apply(single, drawn);
            Assert.Equal(image.Size, single.Image.Size);
        }

        Assert.Equal(Write(single), Write(fused));
    }

    private static float[] Write(TransformInput input)
    {
        using var batch = new BatchMemory(new BatchShape(1, 3, input.Size));
        new BatchWriter(PixelNormalization.ImageNet).Write(input, batch, 0);
        return batch.Values<float>().ToArray();
    }
}
