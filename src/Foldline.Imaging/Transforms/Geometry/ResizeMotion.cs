namespace Foldline.Imaging;

/// <summary>Another size; masks by nearest neighbour. Boxes in fractions stay as they are.</summary>
/// <param name="before">Size of the images to resize.</param>
/// <param name="size">New size.</param>
/// <param name="interpolation">For the image.</param>
public sealed class ResizeMotion(ImageSize before, ImageSize size, Interpolation interpolation) : Motion
{
    /// <inheritdoc/>
    public override ImageSize Size => size;

    /// <inheritdoc/>
    public override bool IsIdentity => before == size;

    /// <inheritdoc/>
    /// <remarks>The mean over an area is no interpolation between pixels, so it is not joined.</remarks>
    internal override AffineStep? Step
    {
        get
        {
            if (interpolation == Interpolation.Area)
                return null;
            var (x, y) = ((double)size.Width / before.Width, (double)size.Height / before.Height);
            return new AffineStep(new AffineMap(x, 0, (x - 1) / 2, 0, y, (y - 1) / 2)) { Interpolation = interpolation };
        }
    }

    /// <summary>Factor on the places of keypoints; the ratio of the sides unless given.</summary>
    public double? Scale { get; init; }

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.Resize(size, interpolation);

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => mask.Resize(size, Interpolation.Nearest);

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => box;

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point)
    {
        var (x, y) = (Scale ?? (double)size.Width / before.Width, Scale ?? (double)size.Height / before.Height);
        return point with { X = point.X * x, Y = point.Y * y, Scale = point.Scale * Math.Max(x, y) };
    }
}
