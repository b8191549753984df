using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Torch;

namespace Foldline.Tests.Data;

public sealed class LoaderMaskTests : IDisposable
{
    private const int Side = 12;
    private readonly long images = Image.Live;
    private readonly long tensors = Tensor.Live;

    // Exact motions only, so that what is in the image tells what must be in the mask.
    private static TransformPipeline Exact => new(
    [
        new HorizontalFlip { Probability = 0.5 },
        new RandomRotate90 { Probability = 0.5 },
        new Transpose { Probability = 0.5 },
    ]);

    private static LoaderOptions Options => new() { BatchSize = 4, Height = Side, Width = Side, Channels = 1, Shuffle = true, Seed = 7, Threads = 2, ChannelsLast = false, Masks = new MaskLayout(2) };

    public void Dispose()
    {
        Assert.Equal(images, Image.Live);
        Assert.Equal(tensors, Tensor.Live);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 1 << 20)]
    public void Epoch_WithMasks_MovesThemAsTheirImages(int threads, long cache)
    {
        using var loader = new BatchLoader(new MaskedSource(22), Exact, Options with { Threads = threads, CacheBytes = cache });
        for (var epoch = 0; epoch < 2; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch))
            {
                using (batch)
                    AssertPlanes(batch);
            }
        }
    }

    [Fact]
    public void Epoch_WithClassNumbers_GivesOneMaskAnImage()
    {
        var options = Options with { Masks = new MaskLayout(1, AreClasses: true) };
        using var loader = new BatchLoader(new MaskedSource(6, asClasses: true), Exact, options);
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                Assert.Equal([batch.Count, Side, Side], batch.Masks!.Shape.ToArray());
                Assert.Equal(batch.Images.ToArray<float>().Select(value => (byte)(value >= 128 ? 1 : 0)), batch.Masks.ToArray<byte>());
            }
        }
    }

    [Fact]
    public void Epoch_Resizing_TellsTheSizesBefore()
    {
        var pipeline = new TransformPipeline([new Resize(new ImageSize(8, 16))]);
        using var loader = new BatchLoader(new MaskedSource(5), pipeline, Options with { Height = 8, Width = 16, Shuffle = false });
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                Assert.All(batch.SourceSizes.ToArray(), size => Assert.Equal(new ImageSize(Side, Side), size));
                Assert.Equal([batch.Count, 2, 8, 16], batch.Masks!.Shape.ToArray());
            }
        }
    }

    [Fact]
    public void Epoch_WithoutMaskLayout_ReadsNone()
    {
        using var loader = new BatchLoader(new MaskedSource(4), Exact, Options with { Masks = null });
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
                Assert.Null(batch.Masks);
        }
    }

    [Fact]
    public void Epoch_MaskOfOtherChannels_NamesTheSample()
    {
        using var loader = new BatchLoader(new MaskedSource(4), new TransformPipeline([]), Options with { Masks = new MaskLayout(3), Shuffle = false });
        var error = Assert.Throws<FoldlineException>(() => LoaderTests.Consume(loader, 0));

        Assert.Equal(("FL4302", "sample-0", "FL3016"), (error.Code, error.Facts["id"], error.Facts["cause"]));
    }

    private static void AssertPlanes(Batch batch)
    {
        Assert.Equal([batch.Count, 2, Side, Side], batch.Masks!.Shape.ToArray());
        var pixels = batch.Images.ToArray<float>().Chunk(Side * Side).ToList();
        var planes = batch.Masks.ToArray<byte>().Chunk(Side * Side).ToList();
        for (var i = 0; i < batch.Count; i++)
        {
            Assert.Equal(pixels[i].Select(value => (byte)(value >= 128 ? 1 : 0)), planes[2 * i]);
            Assert.Equal(pixels[i].Select(value => (byte)(value < 64 ? 1 : 0)), planes[(2 * i) + 1]);
        }
    }

    /// <summary>Painted images whose masks say where they are bright and where they are dark.</summary>
    private sealed class MaskedSource(int count, bool asClasses = false) : ISampleSource
    {
        private readonly PaintedSource images = new(count, Side);

        public int Count => count;

        public string Id(int index) => images.Id(index);

        public string Origin(int index) => images.Origin(index);

        public Image Load(int index) => images.Load(index);

        public Image? LoadMask(int index, ImageSize size)
        {
            using var image = images.Load(index);
            var pixels = image.Pixels<byte>().ToArray();
            byte[] mask = asClasses
                ? [.. pixels.Select(value => (byte)(value >= 128 ? 1 : 0))]
                : [.. pixels.SelectMany(value => (byte[])[(byte)(value >= 128 ? 1 : 0), (byte)(value < 64 ? 1 : 0)])];
            return Image.FromPixels<byte>(mask, size.Height, size.Width, asClasses ? 1 : 2);
        }
    }
}
