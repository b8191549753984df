using System.Runtime.InteropServices;

namespace Foldline;

/// <summary>The heap of the native libraries.</summary>
public static partial class NativeHeap
{
    /// <summary>
    /// Hands pages back to the system that lie free between living allocations. Loader threads allocate and free blocks of many sizes, and
    /// without this the process's resident memory creeps upwards epoch by epoch. Takes some milliseconds; does nothing where the C library
    /// has no <c>malloc_trim</c>.
    /// </summary>
    public static void Trim()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);
}
