using Foldline.Data.Loading;
using Foldline.Imaging;

namespace Foldline.Pipelines.Curves;

/// <summary>Pictures of another source with their curves drawn onto them.</summary>
/// <param name="images">The pictures.</param>
/// <param name="curves">The curves of their samples.</param>
/// <param name="width">Width of the lines as a share of the picture's longer side.</param>
/// <param name="channels">Channels of the network's input: with three, grey pictures become colour where something is drawn.</param>
internal sealed class CurvedSource(ISampleSource images, CurveSet curves, double width, int channels) : ISampleSource
{
    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public string Id(int index) => images.Id(index);

    /// <inheritdoc/>
    public string Origin(int index) => images.Origin(index);

    /// <inheritdoc/>
    public Image? LoadMask(int index, ImageSize size) => images.LoadMask(index, size);

    /// <inheritdoc/>
    public Image Load(int index)
    {
        var image = images.Load(index);
        if (!curves.Has(Id(index)))
            return image;
        using (image)
            return Draw(index, image);
    }

    /// <summary>A copy of a sample's picture with its curves.</summary>
    /// <param name="index">Number of the sample.</param>
    /// <param name="image">The picture; left as it is.</param>
    public Image Draw(int index, Image image)
    {
        var drawn = image.Channels == 1 && channels == 3 ? image.RepeatChannel(3) : image.Clone();
        try
        {
            curves.Draw(Id(index), drawn, width);
            return drawn;
        }
        catch
        {
            drawn.Dispose();
            throw;
        }
    }
}
