namespace Foldline.Data.Loading;

/// <summary>Which samples make which batch of an epoch: a function of seed and epoch alone.</summary>
internal sealed class LoaderPlan
{
    private readonly int[] order;
    private readonly int batchSize;

    public LoaderPlan(IReadOnlyList<int> samples, LoaderOptions options, int epoch, int startBatch)
    {
        Epoch = epoch;
        StartBatch = startBatch;
        BatchCount = CountBatches(samples.Count, options);
        batchSize = options.BatchSize;
        order = [.. samples];
        if (!options.Shuffle)
            return;
        var random = CounterRandom.For(options.Seed, (ulong)epoch);
        random.Shuffle(order.AsSpan());
    }

    /// <summary>Number of the epoch.</summary>
    public int Epoch { get; }

    /// <summary>The batch to begin with.</summary>
    public int StartBatch { get; }

    /// <summary>Number of batches in the whole epoch.</summary>
    public int BatchCount { get; }

    /// <summary>Number of batches that so many samples make.</summary>
    public static int CountBatches(int samples, LoaderOptions options) =>
        options.DropLast ? samples / options.BatchSize : (samples + options.BatchSize - 1) / options.BatchSize;

    /// <summary>The samples of a batch.</summary>
    public ReadOnlyMemory<int> Indices(int batch)
    {
        var start = batch * batchSize;
        return order.AsMemory(start, Math.Min(batchSize, order.Length - start));
    }
}
