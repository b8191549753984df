using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class DropoutTests : LeakCheck
{
    private static readonly ImageSize Size = new(30, 50);

    [Theory]
    [InlineData("coarse_dropout")]
    [InlineData("cutout")]
    [InlineData("grid_dropout")]
    public void Draw_GivesHolesWithinTheImage(string name)
    {
        var transform = ImageTransforms.Table.Create(name, new PartArguments(name));
        var random = CounterRandom.For(3);
        for (var i = 0; i < 200; i++)
        {
            var holes = Assert.IsType<HoleParameters>(transform.Draw(ref random, Size)).Holes;
            Assert.All(holes, hole => Assert.Equal(hole, hole.Within(Size)));
        }
    }

    [Fact]
    public void CoarseDropout_WithFractions_CutsOffToPixels()
    {
        var transform = new CoarseDropout { Count = new CountRange(1, 4), Height = new HoleSide(0.1, 0.2, true), Width = new HoleSide(3, 5) };
        var random = CounterRandom.For(4);
        var holes = Enumerable.Range(0, 300).SelectMany(_ => Assert.IsType<HoleParameters>(transform.Draw(ref random, Size)).Holes).ToList();
        Assert.InRange(holes.Count, 600, 900);
        Assert.Equal([3, 4, 5], holes.Select(hole => hole.Bottom - hole.Top).Distinct().Order());
        Assert.Equal([3, 4, 5], holes.Select(hole => hole.Right - hole.Left).Distinct().Order());
    }

    [Fact]
    public void CoarseDropout_LargerThanTheImage_CoversIt()
    {
        var random = CounterRandom.For(4);
        var drawn = Assert.IsType<HoleParameters>(new CoarseDropout { Height = new HoleSide(80, 80), Width = new HoleSide(80, 80) }.Draw(ref random, Size));
        Assert.All(drawn.Holes, hole => Assert.Equal(new PixelBox(0, 0, 50, 30), hole));
    }

    [Fact]
    public void Apply_WithOneFillAChannel_FillsEachChannel()
    {
        using var input = TransformInput.Owning(ImageFixtures.Noise(1, 6, 6, 3));
        new CoarseDropout { Fill = [1, 2, 300] }.Apply(input, new HoleParameters([new PixelBox(-2, 1, 2, 9)]));
        Assert.Equal([1, 2, 255, 1, 2, 255], input.Image.Pixels<byte>().Slice(5 * 18, 6).ToArray());
    }

    [Fact]
    public void MaskDropout_DrawsOtherObjectsForOtherSeeds()
    {
        Assert.Equal([1, 2, 3], new MaskDropoutParameters(7, 1).For(3).Order());
        Assert.Equal(3, Enumerable.Range(0, 50).SelectMany(seed => new MaskDropoutParameters(1, (ulong)seed).For(3)).Distinct().Count());
        Assert.Empty(new MaskDropoutParameters(1, 1).For(0));
    }

    [Fact]
    public void Components_TouchingAtCorners_AreOne()
    {
        using var mask = Image.FromPixels<byte>(
            [
                1, 0, 2, 2,
                0, 1, 0, 2,
                1, 0, 1, 0,
                0, 0, 0, 1,
            ],
            4,
            4,
            1);
        var found = ConnectedComponents.Find(mask);
        Assert.Equal([1, 0, 2, 2, 0, 1, 0, 2, 1, 0, 1, 0, 0, 0, 0, 1], found.Labels.ToArray());
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void SpectrogramMask_OfMoreThanTheImage_StaysWithin()
    {
        var random = CounterRandom.For(4);
        var transform = new SpectrogramMask { TimeBands = 3, TimeWidth = 90, FrequencyBands = 2, FrequencyWidth = 90, Fill = null };
        for (var i = 0; i < 100; i++)
        {
            var drawn = Assert.IsType<SpectrogramMaskParameters>(transform.Draw(ref random, Size));
            Assert.All(drawn.TimeBands, band => Assert.InRange(band.End, band.Start, Size.Width));
            Assert.All(drawn.FrequencyBands, band => Assert.InRange(band.End, band.Start, Size.Height));
        }
    }
}
