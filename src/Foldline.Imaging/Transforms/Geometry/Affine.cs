using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Scales, shears, rotates about the centre and shifts, all at once. Recipe: <c>affine: {scale: [0.9, 1.1], rotate: 15, shear: 10, p: 0.5}</c>.
/// Definition: albumentations 1.3.1 with the shear of scikit-image 0.19. Boxes are the bounds of their corners under the map of the pixels.
/// </summary>
public sealed class Affine : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "affine";

    /// <summary>Factor on the width.</summary>
    public ValueRange ScaleX { get; init; } = new(1, 1);

    /// <summary>Factor on the height.</summary>
    public ValueRange ScaleY { get; init; } = new(1, 1);

    /// <summary>Whether the factor of the width is used for the height too.</summary>
    public bool KeepRatio { get; init; }

    /// <summary>Shift to the right: a fraction of the width, or pixels.</summary>
    public ValueRange TranslateX { get; init; }

    /// <summary>Shift downwards: a fraction of the height, or pixels.</summary>
    public ValueRange TranslateY { get; init; }

    /// <summary>Whether shifts are whole pixels.</summary>
    public bool TranslatesPixels { get; init; }

    /// <summary>Angle in degrees, counter-clockwise.</summary>
    public ValueRange Rotate { get; init; }

    /// <summary>Shear along the rows in degrees.</summary>
    public ValueRange ShearX { get; init; }

    /// <summary>Shear along the columns in degrees.</summary>
    public ValueRange ShearY { get; init; }

    /// <summary>Whether the result's size is chosen so that it just holds the whole image; shifts then have no effect.</summary>
    public bool FitOutput { get; init; }

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new() { Border = BorderMode.Constant };

    /// <summary>Interpolation of the masks.</summary>
    public Interpolation MaskInterpolation { get; init; } = Interpolation.Nearest;

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <summary>The map from input to output pixels.</summary>
    /// <param name="parameters">Drawn parameters.</param>
    /// <param name="size">Size of the image.</param>
    public static AffineMap MapFor(AffineParameters parameters, ImageSize size)
    {
        var (centerX, centerY) = ((size.Width * 0.5) - 0.5, (size.Height * 0.5) - 0.5);
        var turn = new AffineParameters(1, 1, 0, 0, 90, 0, 0);
        var shear = new AffineParameters(1, 1, 0, 0, 0, parameters.ShearY, 0);
        // The vertical shear is a horizontal one between two turns, step by step as in the reference: nearest pixels hang on the last bit.
        return AffineMap.Identity.ThenShift(-centerX, -centerY)
            .Then(Linear(turn)).Then(Linear(shear)).Then(Linear(turn with { Rotate = -90 }))
            .Then(Linear(parameters))
            .ThenShift(centerX, centerY);
    }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var (translateX, translateY) = TranslatesPixels
            ? (DrawInteger(ref random, TranslateX), DrawInteger(ref random, TranslateY))
            : (TranslateX.Draw(ref random) * size.Width, TranslateY.Draw(ref random) * size.Height);
        var (shearX, shearY) = (ShearX.Draw(ref random), ShearY.Draw(ref random));
        var scaleX = ScaleX.Draw(ref random);
        var scaleY = KeepRatio ? scaleX : ScaleY.Draw(ref random);
        return new AffineParameters(scaleX, scaleY, translateX, translateY, Rotate.Draw(ref random), shearX, shearY);
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var drawn = Expect<AffineParameters>(parameters);
        var map = MapFor(drawn, size);
        var canvas = FitOutput ? Fit(ref map, size) : size;
        return new AffineMotion(size, map, Warp)
        {
            Canvas = canvas,
            MaskInterpolation = MaskInterpolation,
            MaskFill = MaskFill,
            Turn = -Math.Atan2(map.M21, map.M11),
            Scale = Math.Max(drawn.ScaleX, drawn.ScaleY),
        };
    }

    // Everything but the vertical shear; angles are negated, as the rows of an image run downwards.
    private static AffineMap Linear(AffineParameters parameters)
    {
        var turn = Radians(-parameters.Rotate);
        var tilted = turn + Radians(-parameters.ShearX);
        return new AffineMap(
            parameters.ScaleX * Math.Cos(turn), -parameters.ScaleY * Math.Sin(tilted), parameters.TranslateX,
            parameters.ScaleX * Math.Sin(turn), parameters.ScaleY * Math.Cos(tilted), parameters.TranslateY);
    }

    private static double Radians(double degrees) => degrees * (Math.PI / 180);

    private static int DrawInteger(ref CounterRandom random, ValueRange range) => (int)range.Low + random.NextInt32((int)range.High - (int)range.Low + 1);

    // Moves the map so that the corner pixels lie just within a canvas, and gives its size.
    private static ImageSize Fit(ref AffineMap map, ImageSize size)
    {
        var (right, bottom) = (size.Width - 1, size.Height - 1);
        (double X, double Y)[] corners = [map.Apply(0, 0), map.Apply(0, bottom), map.Apply(right, bottom), map.Apply(right, 0)];
        var (left, top) = (corners.Min(corner => corner.X), corners.Min(corner => corner.Y));
        map = map.ThenShift(-left, -top);
        return new ImageSize((int)Math.Ceiling(corners.Max(corner => corner.Y) - top + 1), (int)Math.Ceiling(corners.Max(corner => corner.X) - left + 1));
    }
}
