using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Torch;

namespace Foldline.Tests.Data;

public sealed class LoaderFaultTests : IDisposable
{
    private static readonly TransformPipeline Plain = new([]);
    private readonly long images = Image.Live;
    private readonly long tensors = Tensor.Live;

    private static LoaderOptions Options => new() { BatchSize = 4, Height = 12, Width = 12, Threads = 2 };

    public void Dispose()
    {
        Assert.Equal(images, Image.Live);
        Assert.Equal(tensors, Tensor.Live);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Epoch_SamplesThatFail_SurfaceWithIdAndFileAfterTheBatchesBefore(int threads)
    {
        var source = new PaintedSource(40) { BeforeLoad = index => throwAt(index) };
        using var loader = new BatchLoader(source, Plain, Options with { Threads = threads });
        var seen = 0;
        var error = Assert.Throws<FoldlineException>(() =>
        {
            foreach (var batch in loader.Epoch(0))
            {
                batch.Dispose();
                seen++;
            }
        });

        Assert.Equal(2, seen);
        Assert.Equal(("FL4302", "sample-9", "painted/9.png"), (error.Code, error.Facts["id"], error.Facts["file"]));
        Assert.Contains("painted/9.png", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsUserError);

        static void throwAt(int index)
        {
            if (index is 9 or 11 or 17)
                throw new IOException("the disk fell out");
        }
    }

    [Fact]
    public void Epoch_FailureThatIsNotTheUsers_IsInternal()
    {
        var source = new PaintedSource(4) { BeforeLoad = _ => throw new InvalidOperationException("a bug") };
        using var loader = new BatchLoader(source, Plain, Options);

        Assert.False(Assert.Throws<FoldlineException>(() => LoaderTests.Consume(loader, 0)).IsUserError);
    }

    [Fact]
    public void Epoch_ImageOfAnotherSize_NamesTheSample()
    {
        using var loader = new BatchLoader(new PaintedSource(4, side: 13), Plain, Options);
        var error = Assert.Throws<FoldlineException>(() => LoaderTests.Consume(loader, 0));

        Assert.Equal(("FL4302", "sample-0"), (error.Code, error.Facts["id"]));
        Assert.Contains("13x13", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Epoch_CancelledWhileWorkersAreStuck_EndsTheWait(int threads)
    {
        using var release = new ManualResetEventSlim(threads == 0);
        using var cancel = new CancellationTokenSource();
        var source = new PaintedSource(40)
        {
            BeforeLoad = _ =>
            {
                cancel.Cancel();
                release.Wait();
            },
        };
        using var loader = new BatchLoader(source, Plain, Options with { Threads = threads });
        using var batches = loader.Epoch(0, 0, cancel.Token).GetEnumerator();
        using var opened = cancel.Token.Register(release.Set);

        Assert.ThrowsAny<OperationCanceledException>(() => batches.MoveNext());
    }

    [Fact]
    public void Epoch_LeftEarly_StopsItsWorkersAndKeepsNothing()
    {
        using var loader = new BatchLoader(new PaintedSource(400), Plain, Options with { Prefetch = 3, Threads = 4 });
        for (var epoch = 0; epoch < 5; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch))
            {
                batch.Dispose();
                break;
            }
        }

        Assert.InRange(loader.Statistics.Samples, 20, 5 * 4 * 5);
    }

    [Theory]
    [InlineData(0, 12, 2, 2, 0)]
    [InlineData(4, 0, 2, 2, 0)]
    [InlineData(4, 12, -1, 2, 0)]
    [InlineData(4, 12, 2, 0, 0)]
    [InlineData(4, 12, 2, 2, -1)]
    public void Create_WithOptionsOutOfRange_IsTheUsersError(int batch, int side, int threads, int prefetch, long cache)
    {
        var options = new LoaderOptions { BatchSize = batch, Height = side, Width = side, Threads = threads, Prefetch = prefetch, CacheBytes = cache };

        Assert.Equal("FL4303", Assert.Throws<FoldlineException>(() => new BatchLoader(new PaintedSource(4), Plain, options)).Code);
    }

    [Fact]
    public void Create_WithoutOrWithUnknownSamples_IsTheUsersError()
    {
        Assert.Equal("FL4303", Assert.Throws<FoldlineException>(() => new BatchLoader(new PaintedSource(4), Plain, Options, [])).Code);
        Assert.Equal("FL4303", Assert.Throws<FoldlineException>(() => new BatchLoader(new PaintedSource(4), Plain, Options, [4])).Code);
    }
}
