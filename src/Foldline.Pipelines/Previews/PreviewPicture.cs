using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Reports;

namespace Foldline.Pipelines.Previews;

/// <summary>One picture of the grid: a sample as it is, or augmented once.</summary>
/// <param name="Picture">8-bit RGB with the masks drawn over it.</param>
/// <param name="Boxes">Its boxes, in fractions of the picture.</param>
/// <param name="Caption">Such as <c>epoch 1</c>.</param>
/// <param name="Applied">Names of the transforms that were applied.</param>
internal sealed record PreviewPicture(Image Picture, ImmutableArray<ImageBox> Boxes, string Caption, ImmutableArray<string> Applied) : IDisposable
{
    /// <summary>The picture for the page, which draws the boxes itself.</summary>
    public ReportImage ToReport() => new(ImageCodec.Encode(Picture), Caption) { Boxes = Boxes, Detail = Applied.IsEmpty ? null : string.Join(", ", Applied) };

    /// <summary>The picture with its boxes drawn; the caller disposes it.</summary>
    /// <param name="colorOf">Colour of a label.</param>
    public Image WithBoxes(Func<string, RgbColor> colorOf)
    {
        var image = Picture.Clone();
        foreach (var box in Boxes)
            image.DrawBox(new BoundingBox(box.Left, box.Top, box.Right, box.Bottom), colorOf(box.Label));
        return image;
    }

    /// <inheritdoc/>
    public void Dispose() => Picture.Dispose();
}
