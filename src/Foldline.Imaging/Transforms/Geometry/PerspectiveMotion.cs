using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>A warp by a perspective map; masks by nearest neighbour.</summary>
/// <param name="before">Size of the images to move.</param>
/// <param name="map">Map from input to output pixels.</param>
/// <param name="size">Size of the result.</param>
/// <param name="warp">Interpolation, border and fill of the image.</param>
public sealed class PerspectiveMotion(ImageSize before, PerspectiveMap map, ImageSize size, WarpOptions warp) : Motion
{
    /// <inheritdoc/>
    public override ImageSize Size => size;

    /// <summary>Map from input to output pixels.</summary>
    public PerspectiveMap Map => map;

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.WarpPerspective(map, warp, size);

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => mask.WarpPerspective(map, warp with { Interpolation = Interpolation.Nearest, Fill = MaskFill }, size);

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => BoxTurning.BoundsOf(BoxTurning.CornersOf(box).Select(corner =>
    {
        var (x, y) = map.Apply(corner.X * before.Width, corner.Y * before.Height);
        return (x / size.Width, y / size.Height);
    }));

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point)
    {
        var (x, y) = map.Apply(point.X, point.Y);
        var first = map.First;
        var scaleX = Math.Sign(first.M11) * Math.Sqrt((first.M11 * first.M11) + (first.M12 * first.M12));
        var scaleY = Math.Sign(first.M22) * Math.Sqrt((first.M21 * first.M21) + (first.M22 * first.M22));
        return point with { X = x, Y = y, Angle = point.Angle + Math.Atan2(first.M21, first.M11), Scale = point.Scale * Math.Max(scaleX, scaleY) };
    }
}
