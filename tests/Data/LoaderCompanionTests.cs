using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Torch;

namespace Foldline.Tests.Data;

/// <summary>Companions go through the transforms of their images.</summary>
public sealed class LoaderCompanionTests : IDisposable
{
    private const int Side = 12;
    private readonly long images = Image.Live;
    private readonly long tensors = Tensor.Live;

    private static LoaderOptions Options => new() { BatchSize = 5, Height = Side, Width = Side, Channels = 1, Shuffle = true, Seed = 3, ChannelsLast = false, HasCompanions = true };

    // Among them one that turns by any angle, and one that depends on brightness.
    private static TransformPipeline Pipeline => new(
    [
        ImageTransforms.Table.Create("horizontal_flip", new PartArguments("horizontal_flip", [])),
        ImageTransforms.Table.Create("rotate", new PartArguments("rotate", [KeyValuePair.Create("limit", (object?)40L)])),
        ImageTransforms.Table.Create("coarse_dropout", new PartArguments("coarse_dropout", [KeyValuePair.Create("fill", (object?)7L)])),
    ]);

    public void Dispose()
    {
        Assert.Equal(images, Image.Live);
        Assert.Equal(tensors, Tensor.Live);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 1 << 20)]
    public void Epoch_WithCompanions_MovesThemAsTheirImages(int threads, long cache)
    {
        using var loader = new BatchLoader(new TwinSource(17), Pipeline, Options with { Threads = threads, CacheBytes = cache });
        for (var epoch = 0; epoch < 2; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch))
            {
                using (batch)
                    AssertTwins(batch);
            }
        }
    }

    [Fact]
    public void Epoch_WithoutTheOption_MakesNone()
    {
        using var loader = new BatchLoader(new TwinSource(4), Pipeline, Options with { HasCompanions = false });
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
                Assert.Null(batch.Companions);
        }
    }

    private static void AssertTwins(Batch batch)
    {
        var (own, twins) = (batch.Images.ToArray<float>(), batch.Companions!.ToArray<float>());
        for (var i = 0; i < batch.Count; i++)
        {
            Assert.Equal(TwinSource.HasTwin(batch.Indices.Span[i]), batch.HasCompanion.Span[i]);
            if (batch.HasCompanion.Span[i])
                Assert.Equal(own.AsSpan(i * Side * Side, Side * Side), twins.AsSpan(i * Side * Side, Side * Side));
        }
    }
}
