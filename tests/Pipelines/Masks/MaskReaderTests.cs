using System.Collections.Immutable;
using Foldline.Data;
using Foldline.Data.Arrays;
using Foldline.Imaging;
using Foldline.Pipelines.Masks;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;
using Foldline.Tests.Imaging;

namespace Foldline.Tests.Pipelines.Masks;

public sealed class MaskReaderTests : LeakCheck
{
    private static readonly ImageSize Size = new(4, 3);
    private readonly TemporaryFolder folder = new();

    // Row by row; down the columns from 1 these are the pixels 1, 2, 8 and 12, and 5 and 6.
    private static readonly byte[] First = [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1];
    private static readonly byte[] Second = [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

    protected override void Dispose(bool disposing)
    {
        folder.Dispose();
        base.Dispose(disposing);
    }

    [Fact]
    public void Read_OfRunLengths_SetsTheChannels() => AssertPlanes(Reader(MaskFormat.RunLengths, "1 2 8 1 12 1", "5 2"));

    [Fact]
    public void Read_OfNoText_GivesEmptyMasks()
    {
        using var mask = Reader(MaskFormat.RunLengths, null, "  ").Read(0, Size);

        Assert.Equal(2, mask.Channels);
        Assert.All(mask.Pixels<byte>().ToArray(), pixel => Assert.Equal(0, pixel));
    }

    [Fact]
    public void Read_OfPictures_TakesAllButZero()
    {
        WritePng("first.png", [.. First.Select(pixel => (byte)(pixel * 17))]);
        WritePng("second.png", [.. Second.Select(pixel => (byte)(pixel * 255))]);

        AssertPlanes(Reader(MaskFormat.Pictures, "first.png", "second.png"));
    }

    [Fact]
    public void Read_OfChannels_TakesArraysToo()
    {
        NpyFile.Write(folder.At("mask.npy"), NumericArray.From<byte>([.. First, .. Second], 2, 4, 3));
        AssertPlanes(Reader(MaskFormat.Channels, "mask.npy"));
        NpyFile.Write(folder.At("mask.npy"), NumericArray.From<float>([.. First.Concat(Second).Select(pixel => pixel * 0.5f)], 2, 4, 3));
        AssertPlanes(Reader(MaskFormat.Channels, "mask.npy"));
    }

    [Fact]
    public void Read_OfChannels_ThatAreTooFew_IsRefused()
    {
        WritePng("mask.png", First);

        Assert.Equal("FL4602", Assert.Throws<FoldlineException>(() => Reader(MaskFormat.Channels, "mask.png").Read(0, Size)).Code);
    }

    [Fact]
    public void Read_OfClasses_KeepsTheirNumbers()
    {
        byte[] numbers = [0, 1, 1, 0, 255, 1, 0, 0, 0, 1, 1, 0];
        WritePng("mask.png", numbers);
        using var mask = Reader(MaskFormat.Classes, "mask.png", ignore: 255).Read(0, Size);

        Assert.Equal(numbers, mask.Pixels<byte>().ToArray());
        Assert.Equal("FL4602", Assert.Throws<FoldlineException>(() => Reader(MaskFormat.Classes, "mask.png").Read(0, Size)).Code);
    }

    [Theory]
    [InlineData(MaskFormat.Pictures)]
    [InlineData(MaskFormat.Channels)]
    [InlineData(MaskFormat.Classes)]
    public void Read_OfAnotherSize_NamesBoth(MaskFormat format)
    {
        WritePng("mask.png", First);
        var error = Assert.Throws<FoldlineException>(() => Reader(format, "mask.png", "mask.png").Read(0, new ImageSize(3, 4)));

        Assert.Equal(("FL6065", "4x3", "3x4"), (error.Code, error.Facts["found"], error.Facts["expected"]));
    }

    [Theory]
    [InlineData("1", "odd count")]
    [InlineData("0 1", "start below 1")]
    [InlineData("12 2", "past the end")]
    [InlineData("1 3 3 1", "overlap")]
    [InlineData("3 1 1 3", "overlap")]
    [InlineData("a b", "not a number")]
    public void Check_OfAWrongText_NamesTheRow(string text, string reason)
    {
        var reader = new RunLengthMasks(Target(MaskFormat.RunLengths, null), Samples([null, text]), folder.Path);
        var error = Assert.Throws<FoldlineException>(() => reader.Check([new SampleRecord("one", "one.png", 4, 3, [])]));

        Assert.Equal(("FL4601", reason, "one", "second"), (error.Code, error.Facts["reason"], error.Facts["id"], error.Facts["column"]));
        using var mask = Image.Allocate(4, 3, 1, PixelType.UInt8);
        mask.Pixels<byte>().Clear();
        Assert.Equal(reason, Assert.Throws<FoldlineException>(() => RunLength.Draw(text, mask, 0)).Facts["reason"]);
    }

    [Fact]
    public void Cut_OfARead_Mask_GivesItsTextsBack()
    {
        string[] texts = ["1 2 8 1 12 1", "5 2"];
        float[] probabilities = [.. First.Concat(Second).Select(pixel => pixel * 0.9f)];
        var cutter = new MaskCutter(Target(MaskFormat.RunLengths, null), new PredictSpec());

        Assert.Equal(texts, cutter.Cut(probabilities, Size, Size));
        Assert.Equal(["1 2", ""], new MaskCutter(Target(MaskFormat.RunLengths, null), new PredictSpec { MinSize = [1, 2] }).Cut([.. probabilities.Select((value, i) => i is 10 or 11 ? 0.4f : value)], Size, Size));
        Assert.Equal(["", "5 2"], new MaskCutter(Target(MaskFormat.RunLengths, null), new PredictSpec { Threshold = [0.95, 0.5] }).Cut(probabilities, Size, Size));
    }

    [Fact]
    public void Cut_AtAnotherSize_ReturnsToTheOriginal()
    {
        var cutter = new MaskCutter(Target(MaskFormat.RunLengths, null), new PredictSpec());
        float[] probabilities = [1, 1, 0, 0, 0, 0, 1, 1];

        Assert.Equal(["1 2 5 2", "3 2 7 2"], cutter.Cut(probabilities, new ImageSize(2, 2), new ImageSize(4, 2)));
    }

    [Fact]
    public void Cut_OfClasses_TakesTheLikeliest()
    {
        var cutter = new MaskCutter(Target(MaskFormat.Classes, null), new PredictSpec());
        var texts = cutter.Cut([0.6f, 0.5f, 0.2f, 0.4f, 0.5f, 0.8f], new ImageSize(3, 1), new ImageSize(3, 1));

        Assert.Equal(["1 2", "3 1"], texts);
    }

    private static TargetSpec Target(MaskFormat format, int? ignore) => new(
        TargetKind.Masks,
        format is MaskFormat.RunLengths or MaskFormat.Pictures ? ["first", "second"] : ["mask"],
        ["first", "second"])
    { Format = format, Ignore = ignore };

    private static SampleSet Samples(ImmutableArray<string?> masks) => new()
    {
        Ids = ["one"],
        Images = ["one.png"],
        Targets = new SampleTargets { Kind = TargetKind.Masks, Width = masks.Length, Masks = masks },
        Rows = Table.Empty,
    };

    private MaskReader Reader(MaskFormat format, string? first, string? second = null, int? ignore = null)
    {
        var target = Target(format, ignore);
        return MaskReader.For(target, Samples(target.Columns.Count == 1 ? [first] : [first, second]), folder.Path);
    }

    private static void AssertPlanes(MaskReader reader)
    {
        using var mask = reader.Read(0, Size);

        Assert.Equal(First.Zip(Second).SelectMany(pair => (byte[])[pair.First, pair.Second]), mask.Pixels<byte>().ToArray());
    }

    private void WritePng(string name, byte[] pixels)
    {
        using var image = Image.FromPixels<byte>(pixels, Size.Height, Size.Width, 1);
        File.WriteAllBytes(folder.At(name), ImageCodec.Encode(image));
    }
}
