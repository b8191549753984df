using Foldline.Data.Loading;
using Foldline.Imaging;

namespace Foldline.Pipelines.Masks;

/// <summary>Images of one source with masks of a reader.</summary>
/// <param name="images">The images.</param>
/// <param name="masks">Their masks.</param>
public sealed class MaskedSource(ISampleSource images, MaskReader masks) : ISampleSource
{
    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public string Id(int index) => images.Id(index);

    /// <inheritdoc/>
    public string Origin(int index) => images.Origin(index);

    /// <inheritdoc/>
    public Image Load(int index) => images.Load(index);

    /// <inheritdoc/>
    public Image? LoadMask(int index, ImageSize size) => masks.Read(index, size);
}
