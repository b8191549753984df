using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>How a <see cref="BatchLoader"/> makes batches. Threads, prefetch and cache change the speed, never the content.</summary>
public sealed record LoaderOptions
{
    /// <summary>Samples a batch, at least 1.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Height of the batch in pixels; the transforms must give images of this size.</summary>
    public required int Height { get; init; }

    /// <summary>Width of the batch in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Channels of the batch; one-channel images are repeated.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Worker threads; 0 does the work on the consumer's thread when it asks for a batch.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Batches that are made ahead of the consumer, at least 1.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>Whether every epoch has its own random order; otherwise samples come in their given order.</summary>
    public bool Shuffle { get; init; }

    /// <summary>Whether an incomplete last batch is left out.</summary>
    public bool DropLast { get; init; }

    /// <summary>Seed of order and transforms.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most bytes of decoded images that are kept for the next epochs; 0 keeps none.</summary>
    public long CacheBytes { get; init; }

    /// <summary>Channels-last memory (the engine's fastest layout for convolutions); the tensor's shape is [N, C, H, W] either way.</summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>Element type of the batch.</summary>
    public BatchElement Element { get; init; } = BatchElement.Float32;

    /// <summary>The masks that the source's samples have; null for sources without masks.</summary>
    public MaskLayout? Masks { get; init; }

    /// <summary>Whether batches carry the companions of samples that the source makes.</summary>
    public bool HasCompanions { get; init; }

    /// <summary>Shape and layout of a full batch.</summary>
    internal BatchShape Shape => new(BatchSize, Channels, new ImageSize(Height, Width)) { ChannelsLast = ChannelsLast, Element = Element };

    /// <summary>Shape of a full batch's masks; null without masks.</summary>
    internal BatchShape? MaskShape => Masks is null ? null : new BatchShape(BatchSize, Masks.Channels, new ImageSize(Height, Width)) { Element = BatchElement.UInt8 };

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="FoldlineException">FL4303: one is out of range.</exception>
    internal void Validate()
    {
        Require(BatchSize >= 1, "batch size", BatchSize, "1 or more");
        Require(Height >= 1 && Width >= 1, "input size", Math.Min(Height, Width), "1 or more pixels");
        Require(Channels >= 1, "number of channels", Channels, "1 or more");
        Require(Masks is not { Channels: < 1 }, "number of masks", Masks?.Channels ?? 1, "1 or more");
        Require(Threads is >= 0 and <= 1024, "number of loader threads", Threads, "0 to 1024");
        Require(Prefetch is >= 1 and <= 1024, "number of prefetched batches", Prefetch, "1 to 1024");
        Require(CacheBytes >= 0, "size of the cache", CacheBytes, "0 or more bytes");
    }

    private static void Require(bool valid, string what, long found, string expected)
    {
        if (!valid)
            throw FoldlineException.User("FL4303", $"The {what} is {found}; it must be {expected}.", null, ("found", $"{found}"), ("expected", expected));
    }
}
