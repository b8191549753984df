using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>
/// No gradients and no version counting until disposed: the cheapest way to evaluate. Tensors made inside cannot take part in
/// a recorded computation later. Guards must be disposed in the reverse order, on the same thread.
/// </summary>
public sealed class InferenceMode : IDisposable
{
    private nint guard;

    /// <summary>Enters the mode on the calling thread.</summary>
    public InferenceMode() => TorchError.Check(NativeMethods.InferenceModeEnter(out guard), "Entering inference mode");

    /// <summary>Leaves the mode.</summary>
    public void Dispose()
    {
        var owned = Interlocked.Exchange(ref guard, 0);
        if (owned != 0)
            NativeMethods.InferenceModeLeave(owned);
    }
}
