using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>Switches the recording of operations for gradients on the calling thread until disposed.</summary>
public readonly struct GradMode : IDisposable
{
    private readonly bool previous;

    private GradMode(bool enabled)
    {
        previous = NativeMethods.GradMode() != 0;
        NativeMethods.SetGradMode(enabled ? 1 : 0);
    }

    /// <summary>True while operations are recorded.</summary>
    public static bool IsEnabled => NativeMethods.GradMode() != 0;

    /// <summary>Records nothing until the result is disposed.</summary>
    public static GradMode NoGrad() => new(enabled: false);

    /// <summary>Records again until the result is disposed.</summary>
    public static GradMode EnableGrad() => new(enabled: true);

    /// <summary>Goes back to the mode before.</summary>
    public void Dispose() => NativeMethods.SetGradMode(previous ? 1 : 0);
}
