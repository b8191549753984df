namespace Foldline.Torch;

/// <summary>What libtorch's allocator holds on a CUDA card.</summary>
/// <param name="AllocatedBytes">Bytes in tensors.</param>
/// <param name="ReservedBytes">Bytes taken from the driver.</param>
/// <param name="PeakAllocatedBytes">Largest number of bytes in tensors so far.</param>
public readonly record struct CudaMemory(long AllocatedBytes, long ReservedBytes, long PeakAllocatedBytes);
