using Foldline.Data.Loading;
using Foldline.Imaging;

namespace Foldline.Pipelines.Curves;

/// <summary>Pictures of another source as they are, each that has curves with a companion onto which they are drawn.</summary>
/// <param name="images">The pictures.</param>
/// <param name="curves">The curves of their samples.</param>
/// <param name="width">Width of the lines as a share of the picture's longer side.</param>
/// <param name="channels">Channels of the network's input.</param>
internal sealed class CurvedCompanions(ISampleSource images, CurveSet curves, double width, int channels) : ISampleSource
{
    private readonly CurvedSource drawn = new(images, curves, width, channels);

    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public string Id(int index) => images.Id(index);

    /// <inheritdoc/>
    public string Origin(int index) => images.Origin(index);

    /// <inheritdoc/>
    public Image Load(int index) => images.Load(index);

    /// <inheritdoc/>
    public Image? LoadMask(int index, ImageSize size) => images.LoadMask(index, size);

    /// <inheritdoc/>
    public Image? LoadCompanion(int index, Image image) => curves.Has(Id(index)) ? drawn.Draw(index, image) : null;
}
