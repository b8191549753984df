using Foldline.Imaging;
using Foldline.Imaging.Similarity;

namespace Foldline.Tests.Imaging.Similarity;

public sealed class SimilaritySearchTests : LeakCheck
{
    private readonly List<Image> images = [];

    protected override void Dispose(bool disposing)
    {
        images.ForEach(image => image.Dispose());
        base.Dispose(disposing);
    }

    [Fact]
    public void Find_AmongUnrelatedPictures_FindsNothing()
    {
        for (var seed = 0UL; seed < 60; seed++)
            images.Add(new Scenery(seed).Cut(10, 10));

        Assert.Empty(Find());
    }

    [Fact]
    public void Find_TellsIdenticalFromNearlyIdenticalFromTheSameScene()
    {
        var surface = new Scenery(1000);
        images.Add(surface.Cut(20, 20));                        // 0
        images.Add(images[0].Clone());                          // 1: equal
        images.Add(images[0].Resize(new ImageSize(200, 180), Interpolation.Area)); // 2: smaller
        images.Add(Recompressed(images[0]));                    // 3
        images.Add(surface.Cut(44, 2, gain: 1.6, offset: -20)); // 4: other edges, other light
        for (var seed = 0UL; seed < 30; seed++)
            images.Add(new Scenery(seed).Cut(20, 20));

        var found = Find().ToDictionary(match => (match.First, match.Second), match => match.Kind);

        Assert.Equal(MatchKind.Identical, found[(0, 1)]);
        Assert.Equal(MatchKind.NearlyIdentical, found[(0, 2)]);
        Assert.Equal(MatchKind.NearlyIdentical, found[(0, 3)]);
        Assert.Equal(MatchKind.SameScene, found[(0, 4)]);
        Assert.Equal(MatchKind.SameScene, found[(3, 4)]);
        Assert.All(found.Keys, pair => Assert.True(pair.Second <= 4, $"{pair}"));
    }

    [Fact]
    public void Find_OfManyLightsAndPlaces_FindsEveryPairOfASurface()
    {
        for (var seed = 0UL; seed < 12; seed++)
        {
            var surface = new Scenery(500 + seed);
            for (var exposure = 0; exposure < 4; exposure++)
                images.Add(surface.Cut(5 + (7 * exposure), 60 - (9 * exposure), 0.6 + (0.3 * exposure), 10 * exposure));
        }

        var found = Find();

        Assert.All(found, match => Assert.Equal(match.First / 4, match.Second / 4));
        Assert.Equal(12 * 6, found.Count);
    }

    [Fact]
    public void Find_LooksPastWhatAllPicturesShow()
    {
        for (var seed = 0UL; seed < 60; seed++)
            images.Add(Stamped(new Scenery(seed).Cut(10, 10)));
        images.Add(Stamped(new Scenery(7).Cut(24, 3, 1.4)));

        Assert.Equal([(7, 60)], Find().Select(match => (match.First, match.Second)));
    }

    [Fact]
    public void Find_OfPicturesThatAgreeInTheirCoarsePartsOnly_FindsNothing()
    {
        for (var seed = 0UL; seed < 3; seed++)
            images.Add(OfOneKind(seed));

        Assert.Equal(3, Find(SimilarityOptions.Default with { FineCorrelation = -1 }).Count(match => match.Kind == MatchKind.NearlyIdentical));
        Assert.Empty(Find());
    }

    [Fact]
    public void Find_OfPicturesWithNothingInThem_FindsOnlyEqualOnes()
    {
        foreach (var value in (byte[])[0, 0, 90, 255])
        {
            var image = Image.Allocate(64, 64, 1, PixelType.UInt8);
            image.Pixels<byte>().Fill(value);
            images.Add(image);
        }

        Assert.Equal([new ImageMatch(0, 1, MatchKind.Identical, 1)], Find());
    }

    [Fact]
    public void Find_DoesNotDependOnDepthOrChannels()
    {
        var surface = new Scenery(3);
        images.Add(surface.Cut(20, 20));
        images.Add(images[0].RepeatChannel(3));
        images.Add(images[0].ConvertTo(PixelType.UInt16, 257));
        images.Add(images[0].ConvertTo(PixelType.Float32, 1 / 255.0));

        Assert.Equal(6, Find().Count(match => match.Kind == MatchKind.NearlyIdentical));
    }

    [Fact]
    public void Find_ReportsItsProgressAndCanBeStopped()
    {
        for (var seed = 0UL; seed < 8; seed++)
            images.Add(new Scenery(seed).Cut(10, 10));
        var shares = new List<double>();
        var prints = Fingerprints();

        new SimilaritySearch(SimilarityOptions.Default).Find(prints, new Receiver(shares));
        Assert.NotEmpty(shares);
        Assert.Equal(shares.Order(), shares);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new SimilaritySearch(SimilarityOptions.Default).Find(prints, null, stop.Token));
    }

    [Fact]
    public void Hash_IgnoresContrastAndBrightness_AndTellsPicturesApart()
    {
        using var plain = new Scenery(1).Cut(0, 0);
        using var brighter = plain.ConvertTo(PixelType.UInt8, 0.7);
        using var other = new Scenery(2).Cut(0, 0);
        var hash = Print(plain).Hash!.Value;

        Assert.InRange(hash.DistanceTo(Print(brighter).Hash!.Value), 0, 4);
        Assert.InRange(hash.DistanceTo(Print(other).Hash!.Value), 12, 63);
        Assert.Equal(0UL, hash.Bits >> 63);
        Assert.Equal(16, hash.ToString().Length);
    }

    [Theory]
    [InlineData(0b1011, 0b1011, 0)]
    [InlineData(0b1011, 0b0010, 2)]
    [InlineData(0, long.MaxValue, 63)]
    public void Distance_CountsDifferingBits(long first, long second, int expected) =>
        Assert.Equal(expected, new PerceptualHash((ulong)first).DistanceTo(new PerceptualHash((ulong)second)));

    [Fact]
    public void Scale_FitsAllButTheLargest()
    {
        Assert.Equal(0.5, SceneScale.Of(Enumerable.Repeat(new ImageSize(100, 256), 99).Append(new ImageSize(5000, 5000))));
        Assert.Equal(1, SceneScale.Of([new ImageSize(32, 32)]));
    }

    private IReadOnlyList<ImageMatch> Find(SimilarityOptions? options = null) => new SimilaritySearch(options ?? SimilarityOptions.Default).Find(Fingerprints());

    private ImageFingerprint[] Fingerprints()
    {
        var scale = SceneScale.Of(images.Select(image => image.Size));
        return [.. images.Select(image => ImageFingerprint.Of(image, scale))];
    }

    private static ImageFingerprint Print(Image image) => ImageFingerprint.Of(image, SceneScale.Of([image.Size]));

    private static Image Recompressed(Image image) => ImageCodec.Decode(
        ImageCodec.Encode(image, new EncodeOptions { Format = ImageFormat.Jpeg, Quality = 70 }), new DecodeOptions { ColorMode = ColorMode.Gray });

    // The same large blots in all, and small ones of their own.
    private static Image OfOneKind(ulong seed)
    {
        using var surface = new Scenery(400).Cut(10, 10);
        using var blots = surface.Resize(new ImageSize(8, 8), Interpolation.Area);
        var image = blots.Resize(surface.Size, Interpolation.Cubic);
        using var own = new Scenery(seed).Cut(10, 10);
        var pixels = image.Pixels<byte>();
        var more = own.Pixels<byte>();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(128 + (3 * (pixels[i] - 88)) + ((more[i] - 88) / 5), 0, 255);
        return image;
    }

    // The same bright frame and scale at the same place in every picture.
    private static Image Stamped(Image image)
    {
        var pixels = image.Pixels<byte>();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (i / image.Width, i % image.Width);
            if (row < 20 || (column > 200 && row % 12 < 5) || (column < 14 && (row / 3) % 2 == 0))
                pixels[i] = 250;
        }

        return image;
    }

    private sealed class Receiver(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
