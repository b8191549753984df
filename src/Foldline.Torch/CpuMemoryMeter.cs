using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>
/// Counts the bytes of CPU tensors that the calling thread makes and frees until disposed. What other threads do is not seen, and what
/// was made before the start counts as negative when it is freed. One at a time on a thread.
/// </summary>
public sealed class CpuMemoryMeter : IDisposable
{
    /// <summary>Starts to count, from 0.</summary>
    public CpuMemoryMeter() => NativeMethods.MemoryMeterStart();

    /// <summary>Bytes that were made and are not yet freed.</summary>
    public long Current
    {
        get
        {
            NativeMethods.MemoryMeterRead(out var current, out _);
            return current;
        }
    }

    /// <summary>The largest value that <see cref="Current"/> has had.</summary>
    public long Peak
    {
        get
        {
            NativeMethods.MemoryMeterRead(out _, out var peak);
            return peak;
        }
    }

    /// <summary>Ends the counting.</summary>
    public void Dispose() => NativeMethods.MemoryMeterStop();
}
