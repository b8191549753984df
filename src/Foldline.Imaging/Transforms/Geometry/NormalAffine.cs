namespace Foldline.Imaging;

/// <summary>
/// An affine map of rotation, shear, zoom and shift that are drawn from normal distributions, as a well-known solution for spectrograms of radio signals
/// has it: every pixel is read at a truncated place, and what lies outside repeats the edge. Needs images that are not wider than high; masks follow, boxes and keypoints cannot.
/// Recipe: <c>normal_affine: {rotation: 0, shear: 2, zoom: 8, shift: 8}</c>.
/// </summary>
public sealed class NormalAffine : GeometricTransform
{
    /// <inheritdoc/>
    public override string Name => "normal_affine";

    /// <summary>Standard deviation of the rotation in degrees.</summary>
    public double Rotation { get; init; }

    /// <summary>Standard deviation of the shear in degrees.</summary>
    public double Shear { get; init; } = 2;

    /// <summary>Zooms are 1 + normal / this.</summary>
    public double Zoom { get; init; } = 8;

    /// <summary>Standard deviation of the shifts in pixels.</summary>
    public double Shift { get; init; } = 8;

    /// <inheritdoc/>
    public override bool MovesBoxes => false;

    /// <inheritdoc/>
    public override bool MovesKeypoints => false;

    /// <summary>The upper two rows of the matrix from places of the result to places read, about the centre: row, column, 1.</summary>
    /// <param name="parameters">Drawn parameters.</param>
    public static float[] MatrixFor(NormalAffineParameters parameters)
    {
        var (sine, cosine) = ((float)Math.Sin(Radians(parameters.Rotation)), (float)Math.Cos(Radians(parameters.Rotation)));
        var (shearSine, shearCosine) = ((float)Math.Sin(Radians(parameters.Shear)), (float)Math.Cos(Radians(parameters.Shear)));
        var (a, b) = (cosine, (float)((float)(cosine * shearSine) + (float)(sine * shearCosine)));
        var (c, d) = (-sine, (float)((float)(-sine * shearSine) + (float)(cosine * shearCosine)));
        var (zoomY, zoomX) = (1 / (float)parameters.HeightZoom, 1 / (float)parameters.WidthZoom);
        var (shiftY, shiftX) = ((float)(zoomY * (float)parameters.HeightShift), (float)(zoomX * (float)parameters.WidthShift));
        return
        [
            a * zoomY, b * zoomX, (float)((float)(a * shiftY) + (float)(b * shiftX)),
            c * zoomY, d * zoomX, (float)((float)(c * shiftY) + (float)(d * shiftX)),
        ];
    }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var rotation = Rotation * random.NextNormal();
        var shear = Shear * random.NextNormal();
        var heightZoom = 1 + (random.NextNormal() / Zoom);
        var widthZoom = 1 + (random.NextNormal() / Zoom);
        var heightShift = Shift * random.NextNormal();
        return new NormalAffineParameters(rotation, shear, heightZoom, widthZoom, heightShift, Shift * random.NextNormal());
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3021: the image is wider than high.</exception>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var drawn = Expect<NormalAffineParameters>(parameters);
        if (size.Width > size.Height)
        {
            throw FoldlineException.User(
                "FL3021",
                $"'{Name}' needs images that are not wider than high, this one is {size}. Put 'transpose' or 'resize' before it.",
                null,
                ("found", $"{size}"));
        }

        return new GatherMotion(size, () => Places(MatrixFor(drawn), size));
    }

    private static double Radians(double degrees) => Math.PI * degrees / 180;

    // The image stands in a square of n x n, a column further left than centred; what is read beside it is zero.
    private static int[] Places(float[] m, ImageSize size)
    {
        var n = size.Height;
        var (half, upperHalf) = (n / 2, (n + 1) / 2);
        var margin = n == size.Width ? 0 : (n - size.Width) / 2;
        var (least, most) = (-upperHalf + (n % 2) + 1, half);
        var places = new int[n * size.Width];
        for (var row = 0; row < n; row++)
        {
            double u = half - row;
            for (var column = 0; column < size.Width; column++)
            {
                double v = column + margin - upperHalf;
                var a = Math.Clamp((int)(((double)m[0] * u) + ((double)m[1] * v) + m[2]), least, most);
                var b = Math.Clamp((int)(((double)m[3] * u) + ((double)m[4] * v) + m[5]), least, most);
                var from = half - 1 + b - margin;
                places[(row * size.Width) + column] = (uint)from < (uint)size.Width ? ((half - a) * size.Width) + from : -1;
            }
        }

        return places;
    }
}
