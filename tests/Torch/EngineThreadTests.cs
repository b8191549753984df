using Foldline.Torch;

namespace Foldline.Tests.Torch;

public sealed class EngineThreadTests
{
    [Fact]
    public void Run_GivesTheResult_OnItsOwnThread()
    {
        using var engine = new EngineThread(1);
        var thread = engine.Run(() => Environment.CurrentManagedThreadId);

        Assert.NotEqual(Environment.CurrentManagedThreadId, thread);
        Assert.Equal(thread, engine.Run(() => Environment.CurrentManagedThreadId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_AreSetOnTheEnginesThread(int threads)
    {
        using var engine = new EngineThread(threads);

        Assert.Equal(threads, engine.Run(() => TorchBackend.Threads));
    }

    [Fact]
    public void Exception_SurfacesWithItsTrace_AndTheThreadLivesOn()
    {
        using var engine = new EngineThread(1);

        var e = Assert.Throws<FoldlineException>(() => engine.Run(() => Fail()));

        Assert.Contains(nameof(Fail), e.StackTrace, StringComparison.Ordinal);
        Assert.Equal(5, engine.Run(() => 5));
    }

    [Fact]
    public void Run_FromInside_RunsAtOnce()
    {
        using var engine = new EngineThread(1);

        Assert.Equal(7, engine.Run(() => engine.Run(() => 7)));
    }

    [Fact]
    public void Run_FromSeveralThreads_OneAtATime()
    {
        using var engine = new EngineThread(1);
        var (inside, most, done) = (0, 0, 0);
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                engine.Run(() =>
                {
                    most = Math.Max(most, ++inside);
                    done++;
                    inside--;
                });
            }
        })).ToList();
        callers.ForEach(thread => thread.Start());
        callers.ForEach(thread => thread.Join());

        Assert.Equal((1, 200), (most, done));
    }

    [Fact]
    public void Dispose_EndsTheThread_AndFurtherWorkIsRefused()
    {
        var engine = new EngineThread(1);
        engine.Run(() => { });
        engine.Dispose();
        engine.Dispose();

        Assert.ThrowsAny<InvalidOperationException>(() => engine.Run(() => { }));
    }

    [Fact]
    public void Dispose_FromInside_EndsTheThreadAfterwards()
    {
        var engine = new EngineThread(1);
        var thread = engine.Run(() => Thread.CurrentThread);
        engine.Run(engine.Dispose);

        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
    }

    private static int Fail()
    {
        using var x = Aten.Ones([2, 3]);
        using var y = x.Mm(x);
        return 0;
    }
}
