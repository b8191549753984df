using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Rotates and scales about the centre ((W-1)/2, (H-1)/2), then shifts; masks by nearest neighbour.
/// Recipe: <c>shift_scale_rotate: {shift: 0.0625, scale: 0.1, rotate: 10, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class ShiftScaleRotate : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "shift_scale_rotate";

    /// <summary>Shift to the right as a fraction of the width.</summary>
    public ValueRange ShiftX { get; init; } = ValueRange.Symmetric(0.0625);

    /// <summary>Shift downwards as a fraction of the height.</summary>
    public ValueRange ShiftY { get; init; } = ValueRange.Symmetric(0.0625);

    /// <summary>Change of scale: factors lie in 1 + low to 1 + high.</summary>
    public ValueRange Scale { get; init; } = ValueRange.Symmetric(0.1);

    /// <summary>Angle in degrees, counter-clockwise.</summary>
    public ValueRange Rotate { get; init; } = ValueRange.Symmetric(45);

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <summary>How boxes turn.</summary>
    public BoxRotation BoxRotation { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <summary>The map from input to output pixels.</summary>
    /// <param name="parameters">Drawn parameters.</param>
    /// <param name="size">Size of the image.</param>
    public static AffineMap MapFor(ShiftScaleRotateParameters parameters, ImageSize size) =>
        MapAbout((size.Width * 0.5) - 0.5, (size.Height * 0.5) - 0.5, parameters.Angle, parameters, size);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var angle = Rotate.Draw(ref random);
        var scale = 1 + Scale.Draw(ref random);
        var shiftX = ShiftX.Draw(ref random);
        return new ShiftScaleRotateParameters(angle, scale, shiftX, ShiftY.Draw(ref random));
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var drawn = Expect<ShiftScaleRotateParameters>(parameters);
        return new AffineMotion(size, MapFor(drawn, size), Warp)
        {
            MaskFill = MaskFill,
            Turn = double.DegreesToRadians(drawn.Angle),
            Scale = drawn.Scale,
            BoxMap = box => MoveBox(box, drawn, size),
        };
    }

    private BoundingBox MoveBox(BoundingBox box, ShiftScaleRotateParameters drawn, ImageSize size)
    {
        var ellipse = BoxRotation == BoxRotation.Ellipse;
        if (ellipse)
            box = BoxTurning.Turn(box, drawn.Angle, BoxRotation.Ellipse, size);
        return BoxTurning.Bounds(box, MapAbout(size.Width * 0.5, size.Height * 0.5, ellipse ? 0 : drawn.Angle, drawn, size), size);
    }

    // Box edges lie between pixels, half a pixel from the centres: the same point is W/2 for edges and (W-1)/2 for pixels.
    private static AffineMap MapAbout(double x, double y, double angle, ShiftScaleRotateParameters parameters, ImageSize size) => AffineMap
        .RotationAbout(x, y, angle, parameters.Scale)
        .ThenShift(parameters.ShiftX * size.Width, parameters.ShiftY * size.Height);
}
