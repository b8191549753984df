namespace Foldline.Torch;

/// <summary>A CUDA card.</summary>
/// <param name="Index">Number of the card.</param>
/// <param name="Name">Name that the driver gives.</param>
/// <param name="TotalBytes">Memory in bytes.</param>
/// <param name="FreeBytes">Free memory in bytes.</param>
public sealed record CudaDeviceInfo(int Index, string Name, long TotalBytes, long FreeBytes);
