using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Rotates without cutting corners off: the canvas grows to hold the whole turned image and is scaled back to the size before, in one
/// warp; masks by nearest neighbour. Recipe: <c>safe_rotate: {limit: 90, p: 0.5}</c>. Definition: albumentations 1.3.1, except that the
/// angle of keypoints turns by the angle of rotation (there degrees are added to radians).
/// </summary>
public sealed class SafeRotate : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "safe_rotate";

    /// <summary>Angle in degrees, counter-clockwise.</summary>
    public ValueRange Limit { get; init; } = ValueRange.Symmetric(90);

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new RotateParameters(Limit.Draw(ref random));

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var angle = Expect<RotateParameters>(parameters).Angle;
        var (height, width) = size;
        var turn = AffineMap.RotationAbout(width / 2.0, height / 2.0, angle, 1);
        var (cosine, sine) = (Math.Abs(turn.M11), Math.Abs(turn.M12));
        var (grownWidth, grownHeight) = (Math.Ceiling((height * sine) + (width * cosine)), Math.Ceiling((height * cosine) + (width * sine)));
        var (scaleX, scaleY) = (width / grownWidth, height / grownHeight);
        var map = turn
            .ThenShift((grownWidth / 2) - (width / 2.0), (grownHeight / 2) - (height / 2.0))
            .Then(new AffineMap(scaleX, 0, 0, 0, scaleY, 0));
        return new AffineMotion(size, map, Warp)
        {
            MaskFill = MaskFill,
            Turn = double.DegreesToRadians(angle),
            Scale = Math.Max(scaleX, scaleY),
            KeepsPointsInside = true,
            BoxMap = box => PushedInside(BoxTurning.Bounds(box, map, size)),
        };
    }

    // The whole image stays visible, so a box that reaches beyond it does so by rounding: it is pushed back, and keeps its size.
    private static BoundingBox PushedInside(BoundingBox box)
    {
        var (left, right) = PushedInside(box.Left, box.Right);
        var (top, bottom) = PushedInside(box.Top, box.Bottom);
        return new BoundingBox(left, top, right, bottom);
    }

    private static (double First, double Last) PushedInside(double first, double last)
    {
        if (first < 0)
            return (0, last - first);
        return last > 1 ? (first - (last - 1), 1) : (first, last);
    }
}
