using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Rotates about the centre ((W-1)/2, (H-1)/2), on request cropped to the largest part without border; masks by nearest neighbour.
/// Recipe: <c>rotate: {limit: 90, p: 0.5}</c>. Definition: albumentations 1.3.1.
/// </summary>
public sealed class Rotate : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "rotate";

    /// <summary>Angle in degrees, counter-clockwise.</summary>
    public ValueRange Limit { get; init; } = ValueRange.Symmetric(90);

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <summary>How boxes turn.</summary>
    public BoxRotation BoxRotation { get; init; }

    /// <summary>Whether the result is cropped to the largest upright rectangle that shows nothing from beyond the image.</summary>
    public bool CropBorder { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new RotateParameters(Limit.Draw(ref random));

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var angle = Expect<RotateParameters>(parameters).Angle;
        var map = AffineMap.RotationAbout((size.Width * 0.5) - 0.5, (size.Height * 0.5) - 0.5, angle, 1);
        var turn = new AffineMotion(size, map, Warp)
        {
            MaskFill = MaskFill,
            Turn = double.DegreesToRadians(angle),
            BoxMap = box => BoxTurning.Turn(box, angle, BoxRotation, size),
        };
        return CropBorder ? new MotionChain(turn, LargestInside(size, angle)) : turn;
    }

    // The largest upright rectangle within a turned one: it touches either all four sides or, when that would make it
    // thinner than the short side allows, the two long sides alone.
    private static CropMotion LargestInside(ImageSize size, double degrees)
    {
        var (height, width) = size;
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(degrees));
        (sine, cosine) = (Math.Abs(sine), Math.Abs(cosine));
        var (longSide, shortSide) = width >= height ? (width, height) : (height, width);
        double innerWidth, innerHeight;
        if (shortSide <= 2 * sine * cosine * longSide || Math.Abs(sine - cosine) < 1e-10)
        {
            var half = 0.5 * shortSide;
            (innerWidth, innerHeight) = width >= height ? (half / sine, half / cosine) : (half / cosine, half / sine);
        }
        else
        {
            var difference = (cosine * cosine) - (sine * sine);
            (innerWidth, innerHeight) = (((width * cosine) - (height * sine)) / difference, ((height * cosine) - (width * sine)) / difference);
        }

        var (left, right) = Interval(width, innerWidth);
        var (top, bottom) = Interval(height, innerHeight);
        return new CropMotion(size, top, left, new ImageSize(bottom - top, right - left));
    }

    private static (int First, int End) Interval(int side, double inner)
    {
        var first = Math.Max(0, (int)((side / 2.0) - (inner / 2)));
        var end = Math.Min(side, (int)((side / 2.0) + (inner / 2)));
        return (Math.Min(first, side - 1), Math.Max(end, Math.Min(first, side - 1) + 1));
    }
}
