using System.Collections.Immutable;
using System.Numerics;

namespace Foldline.Imaging;

/// <summary>
/// The distortion of a lens; masks by nearest neighbour. Keypoints cannot follow. Recipe: <c>optical_distortion: {limit: 0.05, shift: 0.05, p: 0.5}</c>.
/// Definition: albumentations 1.3.1 (OpenCV's radial model with both coefficients K).
/// </summary>
public sealed class OpticalDistortion : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "optical_distortion";

    /// <summary>Strength of the lens.</summary>
    public ValueRange Limit { get; init; } = ValueRange.Symmetric(0.05);

    /// <summary>Shift of the lens's centre in pixels, rounded; limits below 0.5 shift nothing.</summary>
    public ValueRange Shift { get; init; } = ValueRange.Symmetric(0.05);

    /// <summary>Interpolation, border and fill of the image.</summary>
    public WarpOptions Warp { get; init; } = new();

    /// <summary>Fill of the masks with <see cref="BorderMode.Constant"/>.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Warp.TreatsChannelsAlike;

    /// <inheritdoc/>
    public override bool MovesKeypoints => false;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var k = Limit.Draw(ref random);
        var dx = (int)Math.Round(Shift.Draw(ref random));
        return new OpticalParameters(k, dx, (int)Math.Round(Shift.Draw(ref random)));
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var drawn = Expect<OpticalParameters>(parameters);
        return new RemapMotion(size, (columns, rows) => Fill(drawn, size, columns, rows), Warp) { MaskFill = MaskFill };
    }

    private static void Fill(OpticalParameters drawn, ImageSize size, Span<float> columns, Span<float> rows)
    {
        // The camera's matrix and the coefficients are held in 32 bits, the rest is computed in 64. The result is seen by an ideal
        // camera about the centre of the pixels.
        double k = (float)drawn.K;
        double focalX = size.Width, focalY = size.Height;
        double centerX = (float)((size.Width * 0.5) + drawn.Dx), centerY = (float)((size.Height * 0.5) + drawn.Dy);
        var xs = Enumerable.Range(0, size.Width).Select(column => (column - ((size.Width - 1) * 0.5)) / focalX).ToArray();
        for (var row = 0; row < size.Height; row++)
        {
            var y = (row - ((size.Height - 1) * 0.5)) / focalY;
            var toColumns = columns.Slice(row * size.Width, size.Width);
            var toRows = rows.Slice(row * size.Width, size.Width);
            var column = 0;
            for (; column + Vector<float>.Count <= size.Width; column += Vector<float>.Count)
            {
                var (left, right) = (new Vector<double>(xs, column), new Vector<double>(xs, column + Vector<double>.Count));
                var (leftFactor, rightFactor) = (Factor(left, y, k), Factor(right, y, k));
                Vector.Narrow((focalX * left * leftFactor) + new Vector<double>(centerX), (focalX * right * rightFactor) + new Vector<double>(centerX)).CopyTo(toColumns[column..]);
                Vector.Narrow((focalY * y * leftFactor) + new Vector<double>(centerY), (focalY * y * rightFactor) + new Vector<double>(centerY)).CopyTo(toRows[column..]);
            }

            for (; column < size.Width; column++)
            {
                var factor = Factor(new Vector<double>(xs[column]), y, k)[0];
                toColumns[column] = (float)((focalX * xs[column] * factor) + centerX);
                toRows[column] = (float)((focalY * y * factor) + centerY);
            }
        }
    }

    private static Vector<double> Factor(Vector<double> x, double y, double k)
    {
        var squared = (x * x) + new Vector<double>(y * y);
        return Vector<double>.One + (((k * squared) + new Vector<double>(k)) * squared);
    }
}
