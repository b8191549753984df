using System.Runtime.InteropServices;
using System.Text;
using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>Facts and settings of the libtorch in use.</summary>
public static class TorchBackend
{
    /// <summary>Version of libtorch, such as <c>1.13.1</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8(NativeMethods.Version()) ?? "";

    /// <summary>How libtorch was built (BLAS, oneDNN, vector units) and its threads, as it describes itself.</summary>
    public static string Configuration
    {
        get
        {
            TorchError.Check(NativeMethods.ShowConfig(out var text), "Reading the configuration");
            return NativeText.Take(text);
        }
    }

    /// <summary>Number of CUDA cards; 0 without CUDA.</summary>
    public static int CudaDeviceCount => NativeMethods.CudaDeviceCount();

    /// <summary>Threads that one operator uses when called from this thread.</summary>
    public static int Threads => NativeMethods.Threads();

    /// <summary>Sets the threads that one operator uses when called from this thread (OpenMP's count belongs to the caller).</summary>
    /// <param name="count">At least 1.</param>
    public static void SetThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        TorchError.Check(NativeMethods.SetThreads(count), "Setting threads");
    }

    /// <summary>Treats denormal numbers as zero on this thread: training near convergence is otherwise slowed by them.</summary>
    /// <param name="enabled">On or off.</param>
    public static void SetFlushDenormal(bool enabled) => TorchError.Check(NativeMethods.SetFlushDenormal(enabled ? 1 : 0), "Setting flush-denormal");

    /// <summary>Prefers deterministic kernels; cuDNN's benchmark mode is switched off with it.</summary>
    /// <param name="enabled">On or off.</param>
    public static void SetDeterministic(bool enabled) => TorchError.Check(NativeMethods.SetDeterministic(enabled ? 1 : 0), "Setting determinism");

    /// <summary>
    /// Keeps the CPU memory that a training step frees for the next, in huge pages, for the whole process. By itself libtorch gives
    /// large blocks back to the kernel, which then clears the same pages again in every step.
    /// </summary>
    internal static void PoolMemory() => NativeMethods.PoolMemory();

    /// <summary>
    /// Hands pages of the C library's heap that lie free between living blocks back to the system. Loader threads allocate and free blocks of many
    /// sizes, and without this the process's resident memory creeps upwards epoch by epoch. Takes some milliseconds.
    /// </summary>
    public static void TrimHeap() => NativeMethods.TrimHeap();

    /// <summary>Name and memory of a CUDA card.</summary>
    /// <param name="index">Number of the card.</param>
    public static unsafe CudaDeviceInfo DescribeCudaDevice(int index)
    {
        var name = stackalloc byte[256];
        TorchError.Check(NativeMethods.CudaDevice(index, name, 256, out var total, out var free), "Describing a CUDA device");
        return new CudaDeviceInfo(index, Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)), total, free);
    }

    /// <summary>Memory that libtorch's allocator holds on a CUDA card.</summary>
    /// <param name="index">Number of the card.</param>
    public static CudaMemory ReadCudaMemory(int index)
    {
        TorchError.Check(NativeMethods.CudaMemory(index, out var allocated, out var reserved, out var peak), "Reading CUDA memory");
        return new CudaMemory(allocated, reserved, peak);
    }

    /// <summary>Waits until a CUDA card has done everything it was given.</summary>
    /// <param name="index">Number of the card.</param>
    public static void SynchronizeCuda(int index) => TorchError.Check(NativeMethods.CudaSynchronize(index), "Synchronizing");

    /// <summary>Gives cached CUDA memory back to the driver.</summary>
    public static void EmptyCudaCache() => TorchError.Check(NativeMethods.CudaEmptyCache(), "Emptying the CUDA cache");
}
