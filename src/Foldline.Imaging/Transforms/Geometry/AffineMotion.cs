using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>A warp by an affine map.</summary>
/// <param name="before">Size of the images to move.</param>
/// <param name="map">Map from input to output pixels.</param>
/// <param name="warp">Interpolation, border and fill of the image.</param>
public sealed class AffineMotion(ImageSize before, AffineMap map, WarpOptions warp) : Motion
{
    /// <inheritdoc/>
    public override ImageSize Size => Canvas ?? before;

    /// <inheritdoc/>
    public override bool IsIdentity => Size == before && Map.IsIdentity;

    /// <inheritdoc/>
    internal override AffineStep Step => new(Map) { Interpolation = warp.Interpolation, Border = warp, MaskInterpolation = MaskInterpolation, MaskFill = MaskFill };

    /// <summary>Size of the result; that of the images unless given.</summary>
    public ImageSize? Canvas { get; init; }

    /// <summary>Map from input to output pixels.</summary>
    public AffineMap Map { get; } = map;

    /// <summary>Interpolation of the masks.</summary>
    public Interpolation MaskInterpolation { get; init; } = Interpolation.Nearest;

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <summary>What is added to the angle of keypoints, in radians.</summary>
    public double Turn { get; init; }

    /// <summary>Factor on the scale of keypoints.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether keypoints are kept within the first and last pixel centres.</summary>
    public bool KeepsPointsInside { get; init; }

    /// <summary>How boxes move; the bounds of the four corners under <see cref="Map"/> unless given.</summary>
    public Func<BoundingBox, BoundingBox>? BoxMap { get; init; }

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.WarpAffine(Map, warp, Size);

    /// <inheritdoc/>
    public override Image MoveMask(Image mask) => mask.WarpAffine(Map, warp with { Interpolation = MaskInterpolation, Fill = MaskFill }, Size);

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box) => BoxMap is null ? BoxTurning.Bounds(box, Map, before, Size) : BoxMap(box);

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point)
    {
        var (x, y) = Map.Apply(point.X, point.Y);
        if (KeepsPointsInside)
            (x, y) = (Math.Clamp(x, 0, Size.Width - 1), Math.Clamp(y, 0, Size.Height - 1));
        return point with { X = x, Y = y, Angle = point.Angle + Turn, Scale = point.Scale * Scale };
    }
}
