using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>Puts images into a larger canvas.</summary>
/// <param name="before">Size of the images.</param>
/// <param name="top">Row of the image's first row.</param>
/// <param name="left">Column of the image's first column.</param>
/// <param name="size">Size of the canvas.</param>
/// <param name="border">Border and fill of the image.</param>
public sealed class PadMotion(ImageSize before, int top, int left, ImageSize size, WarpOptions border) : Motion
{
    /// <inheritdoc/>
    public override ImageSize Size => size;

    /// <inheritdoc/>
    public override bool IsIdentity => size == before;

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.Pad(top, left, size, border);

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => mask.Pad(top, left, size, border with { Fill = MaskFill });

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => BoundingBox.FromPixels(
        (box.Left * before.Width) + left,
        (box.Top * before.Height) + top,
        (box.Right * before.Width) + left,
        (box.Bottom * before.Height) + top,
        size);

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point) => point with { X = point.X + left, Y = point.Y + top };
}
