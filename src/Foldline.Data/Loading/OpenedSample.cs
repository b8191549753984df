using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>A sample on its way through the transforms.</summary>
/// <param name="Input">Image and mask.</param>
/// <param name="Companion">Its companion; null without one.</param>
internal readonly record struct OpenedSample(TransformInput Input, TransformInput? Companion) : IDisposable
{
    public void Dispose()
    {
        Input.Dispose();
        Companion?.Dispose();
    }
}
