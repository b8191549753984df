using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Torch;

namespace Foldline.Data.Loading;

/// <summary>
/// Makes batches of images ahead of the network: worker threads decode, transform and write each sample straight into the batch's
/// memory. Order and content depend on the seed, the epoch and the samples' ids, never on the number of threads, and every batch of an
/// epoch can be made without those before it. Epochs may run one after the other or side by side.
/// </summary>
/// <example><code>
/// using var loader = new BatchLoader(source, pipeline, new LoaderOptions { BatchSize = 8, Height = 256, Width = 256, Shuffle = true });
/// foreach (var batch in loader.Epoch(0))
///     using (batch)
///         Step(batch.Images, targets, batch.Indices);
/// </code></example>
public sealed class BatchLoader : IDisposable
{
    private readonly LoaderOptions options;
    private readonly ImmutableArray<int> samples;
    private readonly SampleWriter writer;
    private readonly BatchStore store;
    private readonly HashSet<LoaderEpoch> running = [];
    private TimeSpan waited;
    private bool disposed;

    /// <summary>Prepares the loading; nothing is read yet.</summary>
    /// <param name="source">The images.</param>
    /// <param name="pipeline">What happens to every image; it must leave them at the options' height and width.</param>
    /// <param name="options">Batch size, shape, threads and so on.</param>
    /// <param name="samples">The samples of the source to go through, such as a fold's training part; null takes all.</param>
    /// <exception cref="FoldlineException">FL4303: an option is out of range, or there is no sample.</exception>
    public BatchLoader(ISampleSource source, TransformPipeline pipeline, LoaderOptions options, IReadOnlyList<int>? samples = null)
    {
        options.Validate();
        this.options = options;
        this.samples = samples is null ? [.. Enumerable.Range(0, source.Count)] : [.. samples];
        if (this.samples.IsEmpty)
            throw FoldlineException.User("FL4303", "There is no sample to load. Check the query that selects the samples, and the folds.");
        if (this.samples.FirstOrDefault(index => index < 0 || index >= source.Count, -1) is var wrong and not -1)
            throw FoldlineException.User("FL4303", $"Sample {wrong} does not exist; there are {source.Count}. Check the folds.");
        if (BatchCount == 0)
            throw FoldlineException.User("FL4303", $"There are only {this.samples.Length} samples, no whole batch of {options.BatchSize}, and incomplete batches are left out. Make batches smaller, or keep incomplete ones.");
        writer = new SampleWriter(source, pipeline, options);
        store = new BatchStore(options);
    }

    /// <summary>Number of samples that an epoch goes through (before an incomplete last batch is left out).</summary>
    public int SampleCount => samples.Length;

    /// <summary>Number of batches in an epoch.</summary>
    public int BatchCount => LoaderPlan.CountBatches(samples.Length, options);

    /// <summary>Number of samples in a batch; only the last of an epoch may hold fewer.</summary>
    /// <param name="number">Number of the batch in its epoch, from 0.</param>
    public int SamplesInBatch(int number) => Math.Min(options.BatchSize, samples.Length - (number * options.BatchSize));

    /// <summary>What the loader has done so far.</summary>
    public LoaderStatistics Statistics
    {
        get
        {
            lock (running)
                return writer.Statistics(running.Aggregate(waited, (sum, epoch) => sum + epoch.Waited));
        }
    }

    /// <summary>The batches of an epoch in order. Workers start when the first batch is asked for and end with the enumeration.</summary>
    /// <param name="epoch">Number of the epoch, from 0; order and transforms depend on it.</param>
    /// <param name="startBatch">Batch to begin with: after a resume, the number of batches already done.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Batches that the consumer disposes.</returns>
    /// <exception cref="FoldlineException">FL4302, while enumerating: a sample cannot be made.</exception>
    public IEnumerable<Batch> Epoch(int epoch, int startBatch = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(startBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startBatch, BatchCount);
        return Run(new LoaderPlan(samples, options, epoch, startBatch), cancellation);
    }

    /// <summary>Ends running epochs and frees cache and buffers. Batches still in use keep their memory until they are disposed.</summary>
    public void Dispose()
    {
        LoaderEpoch[] ending;
        lock (running)
        {
            disposed = true;
            ending = [.. running];
        }

        foreach (var epoch in ending)
            epoch.Dispose();
        store.Dispose();
        writer.Dispose();
    }

    private IEnumerable<Batch> Run(LoaderPlan plan, CancellationToken cancellation)
    {
        var epoch = Start(plan);
        try
        {
            for (var number = plan.StartBatch; number < plan.BatchCount; number++)
                yield return Wrap(epoch.Take(cancellation), plan.Epoch);
        }
        finally
        {
            epoch.Dispose();
            lock (running)
            {
                running.Remove(epoch);
                waited += epoch.Waited;
            }
        }
    }

    private LoaderEpoch Start(LoaderPlan plan)
    {
        lock (running)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var epoch = new LoaderEpoch(plan, writer, store, options);
            running.Add(epoch);
            return epoch;
        }
    }

    /// <summary>Tensors over the batch's memory; when libtorch lets go of the memory it serves another batch.</summary>
    private Batch Wrap(PendingBatch made, int epoch)
    {
        var dtype = options.Element == BatchElement.BFloat16 ? DType.BFloat16 : DType.Float32;
        return new Batch(
            made,
            epoch,
            Wrap(made, made.Memory, store.Images, dtype),
            made.Masks is { } masks ? WrapMasks(made, masks) : null,
            made.Companions is { } companions ? Wrap(made, companions, store.Companions!, dtype) : null);
    }

    private static Tensor Wrap(PendingBatch made, BatchMemory memory, BatchBuffers owner, DType dtype)
    {
        long[] sizes = [made.Indices.Length, .. memory.Shape.Sizes[1..]];
        return Tensor.FromMemory(memory.Address, sizes, memory.Shape.Strides, dtype, () => owner.Return(memory));
    }

    private Tensor WrapMasks(PendingBatch made, BatchMemory memory)
    {
        var planes = Wrap(made, memory, store.Masks!, DType.UInt8);
        if (!options.Masks!.AreClasses)
            return planes;
        using (planes)
            return planes.Squeeze(1);
    }
}
