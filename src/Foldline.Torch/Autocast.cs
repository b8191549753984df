using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>
/// Runs convolutions and matrix products in half or brain precision on the calling thread until disposed, as PyTorch's
/// <c>autocast</c>. The cache of cast weights is cleared on leaving, since the weights change with the next step.
/// </summary>
public sealed class Autocast : IDisposable
{
    private readonly DeviceKind device;
    private readonly int previousEnabled;
    private readonly int previousDType;
    private bool disposed;

    /// <summary>Enters autocast.</summary>
    /// <param name="device">Device whose operators are cast.</param>
    /// <param name="dtype"><see cref="DType.BFloat16"/>, or <see cref="DType.Float16"/> on CUDA.</param>
    /// <param name="enabled">False switches autocast off inside an outer region.</param>
    public Autocast(DeviceKind device, DType dtype, bool enabled = true)
    {
        this.device = device;
        TorchError.Check(NativeMethods.AutocastGet((int)device, out previousEnabled, out previousDType), "Reading autocast");
        TorchError.Check(NativeMethods.AutocastSet((int)device, enabled ? 1 : 0, (int)dtype), "Entering autocast");
    }

    /// <summary>Goes back to the state before and clears the cache of cast weights.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        TorchError.Check(NativeMethods.AutocastSet((int)device, previousEnabled, previousDType), "Leaving autocast");
        if (previousEnabled == 0)
            TorchError.Check(NativeMethods.AutocastClearCache(), "Clearing autocast's cache");
    }
}
