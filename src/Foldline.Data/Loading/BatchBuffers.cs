using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>
/// The memory of batches, used again and again. A consumer that holds on to many batches gets more memory instead of a deadlock;
/// what comes back beyond the usual number is given up. Memory for another kind of device (pinned for CUDA) would be taken here.
/// Thread-safe.
/// </summary>
internal sealed class BatchBuffers(BatchShape shape, int kept) : IDisposable
{
    private readonly Stack<BatchMemory> free = new();
    private bool disposed;

    /// <summary>Memory for a full batch.</summary>
    public BatchMemory Take()
    {
        lock (free)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(BatchLoader));
            if (free.TryPop(out var memory))
                return memory;
        }

        return new BatchMemory(shape);
    }

    /// <summary>Takes memory back that nobody reads any more.</summary>
    public void Return(BatchMemory memory)
    {
        lock (free)
        {
            if (!disposed && free.Count < kept)
            {
                free.Push(memory);
                return;
            }
        }

        memory.Dispose();
    }

    public void Dispose()
    {
        lock (free)
        {
            disposed = true;
            while (free.TryPop(out var memory))
                memory.Dispose();
        }
    }
}
