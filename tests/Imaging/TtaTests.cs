using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class TtaTests : LeakCheck
{
    public static TheoryData<string> Exact => ["hflip", "vflip", "flips", "rot90", "d4", "five_crop", "ten_crop"];

    [Theory]
    [MemberData(nameof(Exact))]
    public void Restore_OfWhatWasSeen_GivesTheImageBack(string name)
    {
        foreach (var (height, width) in new[] { (9, 14), (16, 16), (1, 7) })
        {
            using var image = ImageFixtures.Noise(3, height, width, 5, PixelType.Float32);
            PartArguments arguments = name.EndsWith("crop", StringComparison.Ordinal)
                ? new(name, [new("height", (height + 1) / 2), new("width", (width + 1) / 2)])
                : new(name);
            var merger = new TtaMerger(image.Size, 5);
            foreach (var view in TtaSet.Table.Create(name, arguments).ViewsOf(image.Size))
            {
                using var seen = view.Look(image);
                merger.Add(view, seen);
            }

            using var merged = merger.Result();
            Assert.Equal(Arrays.Values(image), Arrays.Values(merged));
        }
    }

    [Fact]
    public void Result_WhereNothingWasSeen_IsTheValueGiven()
    {
        using var part = Image.FromPixels<float>([1, 2], 1, 2, 1);
        var merger = new TtaMerger(new ImageSize(2, 2), 1, TtaMerge.Max);
        merger.Add(part, new TtaRegion(1, 0, part.Size));
        using var result = merger.Result(uncovered: 7);
        Assert.Equal([7, 7, 1, 2], Arrays.Values(result));
        Assert.Throws<ArgumentException>(() => merger.Add(part, new TtaRegion(0, 1, part.Size)));
    }

    [Fact]
    public void Create_OfAnUnknownSetOrWrongArguments_IsRefused()
    {
        Assert.Equal("FL1013", Assert.Throws<FoldlineException>(() => TtaSet.Table.Create("hflips", new PartArguments("hflips"))).Code);
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => TtaSet.Table.Create("multi_scale", new PartArguments("multi_scale", [new("scales", 0)]))).Code);
        Assert.Equal("FL1011", Assert.Throws<FoldlineException>(() => TtaSet.Table.Create("five_crop", new PartArguments("five_crop"))).Code);
        var five = TtaSet.Table.Create("five_crop", new PartArguments("five_crop", [new("height", 9), new("width", 9)]));
        Assert.Equal("FL3018", Assert.Throws<FoldlineException>(() => five.ViewsOf(new ImageSize(8, 20))).Code);
    }
}
