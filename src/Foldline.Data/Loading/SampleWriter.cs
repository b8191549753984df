using System.Diagnostics;
using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>One sample's way: decoded (or found in the cache) with its mask, transformed, written to its slot in one pass. Thread-safe.</summary>
internal sealed class SampleWriter : IDisposable
{
    private readonly ISampleSource source;
    private readonly TransformPipeline pipeline;
    private readonly BatchWriter writer;
    private readonly ImageCache cache;
    private readonly ulong seed;
    private readonly ulong[] keys;
    private readonly bool hasMasks;
    private readonly bool hasCompanions;
    private long samples;
    private long cacheHits;
    private long workedTicks;

    public SampleWriter(ISampleSource source, TransformPipeline pipeline, LoaderOptions options)
    {
        this.source = source;
        this.pipeline = pipeline;
        writer = new BatchWriter(pipeline.Normalization);
        cache = new ImageCache(source.Count, options.CacheBytes);
        seed = options.Seed;
        hasMasks = options.Masks is not null;
        hasCompanions = options.HasCompanions;
        keys = new ulong[source.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = CounterRandom.Hash(source.Id(i));
    }

    /// <summary>Makes one sample's part of a batch.</summary>
    /// <exception cref="FoldlineException">FL4302: the sample cannot be made; the message has its id, its file and the reason.</exception>
    public void Write(PendingBatch batch, int slot, int epoch)
    {
        var start = Stopwatch.GetTimestamp();
        var index = batch.Indices.Span[slot];
        try
        {
            var key = new SampleKey(seed, epoch, keys[index]);
            using var opened = Open(index);
            var input = opened.Input;
            batch.SourceSizes[slot] = input.Size;
            pipeline.Apply(input, key);
            writer.Write(input, batch.Memory, slot);
            if (batch.Masks is { } masks)
                MaskWriter.Write(input.Masks[0], masks, slot);
            if (opened.Companion is { } companion)
                WriteCompanion(batch, slot, companion, key);
        }
        catch (Exception e)
        {
            throw Failure(index, e);
        }
        finally
        {
            Interlocked.Increment(ref samples);
            Interlocked.Add(ref workedTicks, Stopwatch.GetElapsedTime(start).Ticks);
        }
    }

    /// <summary>What was done so far.</summary>
    public LoaderStatistics Statistics(TimeSpan waited) => new(
        Interlocked.Read(ref samples),
        Interlocked.Read(ref cacheHits),
        cache.Count,
        cache.Bytes,
        waited,
        TimeSpan.FromTicks(Interlocked.Read(ref workedTicks)));

    public void Dispose() => cache.Dispose();

    private void WriteCompanion(PendingBatch batch, int slot, TransformInput companion, SampleKey key)
    {
        pipeline.Apply(companion, key);
        writer.Write(companion, batch.Companions!, slot);
        batch.HasCompanion[slot] = true;
    }

    private OpenedSample Open(int index)
    {
        if (cache.Find(index) is { } cached)
        {
            Interlocked.Increment(ref cacheHits);
            return cached.Borrow();
        }

        var sample = Load(index);
        return cache.TryAdd(index, sample) ? sample.Borrow() : sample.Give();
    }

    private LoadedSample Load(int index)
    {
        var image = source.Load(index);
        Image? mask = null;
        try
        {
            if (hasMasks)
                mask = source.LoadMask(index, image.Size) ?? throw new InvalidOperationException("The source gives no mask.");
            return new LoadedSample(image, mask, hasCompanions ? source.LoadCompanion(index, image) : null);
        }
        catch
        {
            image.Dispose();
            mask?.Dispose();
            throw;
        }
    }

    private FoldlineException Failure(int index, Exception e)
    {
        var (id, origin) = (source.Id(index), source.Origin(index));
        var message = $"Sample '{id}' ({origin}) cannot be loaded: {e.Message}";
        return e is FoldlineException { IsUserError: false } or not (FoldlineException or IOException or UnauthorizedAccessException)
            ? FoldlineException.Internal("FL4302", message, e, ("id", id), ("file", origin))
            : FoldlineException.User("FL4302", message, e, ("id", id), ("file", origin), ("cause", (e as FoldlineException)?.Code ?? ""));
    }
}
