using System.Runtime.InteropServices;

namespace Foldline.Imaging;

/// <summary>One block of 64-byte aligned native memory; releasing it gives it back to its pool. The finalizer of the handle is the safety net.</summary>
internal sealed class PixelMemory : SafeHandle
{
    private static long live;
    private readonly PixelPool pool;

    private PixelMemory(PixelPool pool, nint address, long capacity)
        : base(0, ownsHandle: true)
    {
        this.pool = pool;
        Capacity = capacity;
        SetHandle(address);
        Interlocked.Increment(ref live);
    }

    /// <summary>Number of blocks in use by images and batches.</summary>
    public static long Live => Interlocked.Read(ref live);

    /// <summary>Bytes of the block (at least what was asked for).</summary>
    public long Capacity { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>A block from the pool; its content is undefined.</summary>
    public static PixelMemory Rent(PixelPool pool, long bytes)
    {
        var (address, capacity) = pool.Rent(bytes);
        return new PixelMemory(pool, address, capacity);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        pool.Return(handle, Capacity);
        Interlocked.Decrement(ref live);
        return true;
    }
}
