using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Torch;
using FsCheck;
using FsCheck.Fluent;

namespace Foldline.Tests.Data;

public sealed class LoaderTests : IDisposable
{
    private readonly long images = Image.Live;
    private readonly long tensors = Tensor.Live;

    private static TransformPipeline Augment => new(
    [
        new HorizontalFlip { Probability = 0.5 },
        new ShiftScaleRotate { Probability = 0.7 },
        new RandomBrightnessContrast { Probability = 0.5 },
        new Normalize(PixelNormalization.ImageNet),
    ]);

    private static LoaderOptions Options => new() { BatchSize = 4, Height = 12, Width = 12, Shuffle = true, Seed = 7, Threads = 2 };

    public void Dispose()
    {
        Assert.Equal(images, Image.Live);
        Assert.Equal(tensors, Tensor.Live);
    }

    [Fact]
    public void Epoch_AnyThreadsPrefetchAndCache_SameOrderAndBytes()
    {
        var expected = Read(Options with { Threads = 0 }, epochs: 3);

        foreach (var threads in new[] { 1, 2, 8 })
        {
            Assert.Equal(expected, Read(Options with { Threads = threads }, epochs: 3));
            Assert.Equal(expected, Read(Options with { Threads = threads, Prefetch = 1, CacheBytes = 20 * 144 }, epochs: 3));
            Assert.Equal(expected, Read(Options with { Threads = threads, Prefetch = 5, CacheBytes = 1 << 20 }, epochs: 3));
        }

        Assert.Equal(3, expected.Select(batch => batch[..batch.IndexOf(' ', StringComparison.Ordinal)]).Chunk(10).Select(epoch => string.Join('/', epoch)).Distinct().Count());
        Assert.NotEqual(expected, Read(Options with { Seed = 8 }, epochs: 3));
    }

    [Fact]
    public void Epoch_AnySizes_EverySampleComesOnce() => Prop.ForAll(Sizes().Where(size => !size.DropLast || size.Samples >= size.Batch).ToArbitrary(), size =>
    {
        using var loader = new BatchLoader(new PaintedSource(size.Samples), Augment, Options with { BatchSize = size.Batch, Threads = size.Threads, DropLast = size.DropLast });
        var seen = new List<int>();
        foreach (var batch in loader.Epoch(size.Samples))
        {
            using (batch)
                seen.AddRange(batch.Indices.ToArray());
        }

        var wanted = size.DropLast ? size.Samples / size.Batch * size.Batch : size.Samples;
        return seen.Count == wanted && seen.Distinct().Count() == wanted && seen.TrueForAll(i => i >= 0 && i < size.Samples);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NoWholeBatch_WhereIncompleteOnesAreLeftOut_IsRefused()
    {
        var mistake = Assert.Throws<FoldlineException>(() => new BatchLoader(new PaintedSource(6), Augment, Options with { BatchSize = 12, DropLast = true }));
        Assert.Equal("FL4303", mistake.Code);
        Assert.Contains("only 6 samples", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epoch_FromAnyBatch_GivesTheRemainderExactly()
    {
        var whole = Read(Options, epochs: 1);
        using var loader = new BatchLoader(new PaintedSource(38), Augment, Options);
        for (var start = 0; start <= whole.Count; start++)
            Assert.Equal(whole.Skip(start), loader.Epoch(0, start).Select(Fingerprint));
    }

    [Fact]
    public void Epoch_WithoutTransforms_WritesThePixelsChannelsLast()
    {
        using var loader = new BatchLoader(new PaintedSource(6, channels: 3), new TransformPipeline([]), Options with { Shuffle = false }, [5, 1, 2]);
        using var batch = loader.Epoch(0).Single();
        var source = new PaintedSource(6, channels: 3);

        Assert.Equal([3, 3, 12, 12], batch.Images.Shape.ToArray());
        Assert.True(batch.Images.IsContiguous(MemoryFormat.ChannelsLast));
        Assert.Equal([5, 1, 2], batch.Indices.ToArray());
        using var image = source.Load(1);
        Assert.Equal(image.Pixels<byte>().ToArray().Select(pixel => (float)pixel), batch.Images.Data<float>().Slice(image.SampleCount, image.SampleCount).ToArray());
    }

    [Fact]
    public void Epoch_InBFloat16AndChannelsFirst_HasThatTypeAndLayout()
    {
        using var loader = new BatchLoader(new PaintedSource(4), Augment, Options with { ChannelsLast = false, Element = BatchElement.BFloat16 });
        using var batch = loader.Epoch(0).Single();

        Assert.Equal(DType.BFloat16, batch.Images.DType);
        Assert.True(batch.Images.IsContiguous());
        Assert.Equal([4, 3, 12, 12], batch.Images.Shape.ToArray());
    }

    [Fact]
    public void Dispose_OfABatch_ReusesItsMemoryUnlessAViewLives()
    {
        using var loader = new BatchLoader(new PaintedSource(64), Augment, Options with { Threads = 0 });
        var addresses = new HashSet<nint>();
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
                addresses.Add(batch.Images.DataPointer);
        }

        Assert.Single(addresses);
        using var batches = loader.Epoch(1).GetEnumerator();
        Assert.True(batches.MoveNext());
        var address = batches.Current.Images.DataPointer;
        var view = batches.Current.Images.Detach();
        batches.Current.Dispose();
        var kept = view.Data<float>().ToArray();
        for (var i = 0; i < 4 && batches.MoveNext(); i++)
        {
            Assert.NotEqual(address, batches.Current.Images.DataPointer);
            batches.Current.Dispose();
        }

        Assert.Equal(kept, view.Data<float>().ToArray());
        view.Dispose();
    }

    [Fact]
    public void Epoch_ConsumerThatKeepsAllBatches_DoesNotHang()
    {
        using var loader = new BatchLoader(new PaintedSource(100), Augment, Options with { Prefetch = 1 });
        var all = loader.Epoch(0).ToList();

        Assert.Equal(25, all.Select(batch => batch.Images.DataPointer).Distinct().Count());
        all.ForEach(batch => batch.Dispose());
    }

    [Fact]
    public void Dispose_OfTheLoaderBeforeTheBatch_KeepsTheBatchValid()
    {
        var loader = new BatchLoader(new PaintedSource(16), Augment, Options);
        using var batches = loader.Epoch(0).GetEnumerator();
        Assert.True(batches.MoveNext());
        var before = batches.Current.Images.ToArray<float>();
        loader.Dispose();

        Assert.Equal(before, batches.Current.Images.ToArray<float>());
        batches.Current.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batches.MoveNext());
        Assert.Throws<ObjectDisposedException>(() => loader.Epoch(0).First());
    }

    [Fact]
    public void Epoch_SecondTimeWithCache_LoadsNothing()
    {
        var source = new PaintedSource(38);
        using var loader = new BatchLoader(source, Augment, Options with { CacheBytes = 38 * 144 });
        Consume(loader, 0);
        Consume(loader, 1);

        Assert.Equal(38, source.Loads);
        Assert.Equal((76, 38, 38, 38 * 144), (loader.Statistics.Samples, loader.Statistics.CacheHits, loader.Statistics.CachedImages, loader.Statistics.CachedBytes));
    }

    [Fact]
    public void Epoch_WithSmallCache_StaysBelowItsLimit()
    {
        var source = new PaintedSource(38);
        using var loader = new BatchLoader(source, Augment, Options with { CacheBytes = (10 * 144) + 143, Threads = 8 });
        Consume(loader, 0);
        Consume(loader, 1);

        Assert.Equal((10, 10 * 144), (loader.Statistics.CachedImages, loader.Statistics.CachedBytes));
        Assert.Equal(38 + 28, source.Loads);
    }

    internal static void Consume(BatchLoader loader, int epoch)
    {
        foreach (var batch in loader.Epoch(epoch))
            batch.Dispose();
    }

    private static List<string> Read(LoaderOptions options, int epochs)
    {
        using var loader = new BatchLoader(new PaintedSource(38), Augment, options);
        return [.. Enumerable.Range(0, epochs).SelectMany(epoch => loader.Epoch(epoch).Select(Fingerprint))];
    }

    private static string Fingerprint(Batch batch)
    {
        using (batch)
        {
            var hash = SHA256.HashData(MemoryMarshal.AsBytes(batch.Images.Data<float>()));
            return $"{string.Join(',', batch.Indices.ToArray())} {Convert.ToHexString(hash)}";
        }
    }

    private static Gen<(int Samples, int Batch, int Threads, bool DropLast)> Sizes() =>
        from samples in Gen.Choose(1, 40)
        from batch in Gen.Choose(1, 12)
        from threads in Gen.Elements(0, 1, 3)
        from dropLast in Gen.Elements(true, false)
        select (samples, batch, threads, dropLast);
}
