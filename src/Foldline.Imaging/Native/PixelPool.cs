using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Foldline.Imaging;

/// <summary>
/// Keeps released pixel blocks for the next image of about the same size, so that a loader allocates nothing once it is warm.
/// Block sizes are rounded up to eighths of a power of two; what is kept is bounded. Thread-safe.
/// </summary>
internal sealed class PixelPool(long maxKeptBytes)
{
    private const int Alignment = 64;
    private const long SmallestBlock = 4096;
    private readonly ConcurrentDictionary<long, ConcurrentStack<nint>> free = new();
    private long keptBytes;

    /// <summary>The pool of all images.</summary>
    public static PixelPool Shared { get; } = new(256L << 20);

    /// <summary>Bytes that are kept for reuse at the moment.</summary>
    public long KeptBytes => Interlocked.Read(ref keptBytes);

    /// <summary>A block of at least <paramref name="bytes"/> bytes.</summary>
    public (nint Address, long Capacity) Rent(long bytes)
    {
        var capacity = RoundUp(bytes);
        if (free.TryGetValue(capacity, out var stack) && stack.TryPop(out var address))
        {
            Interlocked.Add(ref keptBytes, -capacity);
            return (address, capacity);
        }

        return (Allocate(capacity), capacity);
    }

    /// <summary>Takes a block back.</summary>
    public void Return(nint address, long capacity)
    {
        if (Interlocked.Add(ref keptBytes, capacity) > maxKeptBytes)
        {
            Interlocked.Add(ref keptBytes, -capacity);
            Free(address);
            return;
        }

        free.GetOrAdd(capacity, _ => new ConcurrentStack<nint>()).Push(address);
    }

    private static long RoundUp(long bytes)
    {
        if (bytes <= SmallestBlock)
            return SmallestBlock;
        var step = (long)(BitOperations.RoundUpToPowerOf2((ulong)bytes) >> 4);
        return (bytes + step - 1) / step * step;
    }

    private static unsafe nint Allocate(long capacity)
    {
        try
        {
            return (nint)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        }
        catch (OutOfMemoryException e)
        {
            throw FoldlineException.User("FL3013", $"Not enough memory for an image of {capacity} bytes. Use smaller images or fewer loader threads.", e);
        }
    }

    private static unsafe void Free(nint address) => NativeMemory.AlignedFree((void*)address);
}
