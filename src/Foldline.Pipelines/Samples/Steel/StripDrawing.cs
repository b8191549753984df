using Foldline.Imaging;

namespace Foldline.Pipelines.Samples.Steel;

/// <summary>A drawn strip.</summary>
/// <param name="Picture">8-bit grey.</param>
/// <param name="Masks">One 8-bit mask for each kind of defect: 1 where it is.</param>
internal sealed record StripDrawing(Image Picture, IReadOnlyList<Image> Masks) : IDisposable
{
    /// <summary>Frees the pixels.</summary>
    public void Dispose()
    {
        Picture.Dispose();
        foreach (var mask in Masks)
            mask.Dispose();
    }
}
