namespace Foldline.Imaging;

/// <summary>An affine map of the plane: <c>x' = M11 x + M12 y + M13</c>, <c>y' = M21 x + M22 y + M23</c>, in pixels, y downwards.</summary>
/// <param name="M11">x from x.</param>
/// <param name="M12">x from y.</param>
/// <param name="M13">Shift of x.</param>
/// <param name="M21">y from x.</param>
/// <param name="M22">y from y.</param>
/// <param name="M23">Shift of y.</param>
public readonly record struct AffineMap(double M11, double M12, double M13, double M21, double M22, double M23)
{
    /// <summary>The map that moves nothing.</summary>
    public static AffineMap Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Whether the map moves nothing that can be seen: factors within 1e-5 of 1, the other numbers within 1e-8 of 0.</summary>
    public bool IsIdentity => IsNear(M11 - 1, 1e-5) && IsNear(M22 - 1, 1e-5)
        && IsNear(M12, 1e-8) && IsNear(M13, 1e-8) && IsNear(M21, 1e-8) && IsNear(M23, 1e-8);

    /// <summary>Rotation and scaling about a centre (OpenCV's <c>getRotationMatrix2D</c>, operation by operation).</summary>
    /// <param name="centerX">Column of the fixed point.</param>
    /// <param name="centerY">Row of the fixed point.</param>
    /// <param name="degrees">Angle, counter-clockwise on the screen.</param>
    /// <param name="scale">Factor, 1 keeps the size.</param>
    public static AffineMap RotationAbout(double centerX, double centerY, double degrees, double scale)
    {
        var radians = degrees * (Math.PI / 180);
        var alpha = Math.Cos(radians) * scale;
        var beta = Math.Sin(radians) * scale;
        return new AffineMap(
            alpha, beta, ((1 - alpha) * centerX) - (beta * centerY),
            -beta, alpha, (beta * centerX) + ((1 - alpha) * centerY));
    }

    /// <summary>The map that carries three points onto three others.</summary>
    /// <param name="from">Three points, not on a line.</param>
    /// <param name="to">Where they go.</param>
    /// <exception cref="ArgumentException">There are not three points each, or they lie on a line.</exception>
    public static AffineMap Through(ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to)
    {
        if (from.Length != 3 || to.Length != 3)
            throw new ArgumentException("An affine map is given by three points and their images.", nameof(from));
        var (columns, rows) = (new double[3, 4], new double[3, 4]);
        for (var i = 0; i < 3; i++)
        {
            (columns[i, 0], columns[i, 1], columns[i, 2], columns[i, 3]) = (from[i].X, from[i].Y, 1, to[i].X);
            (rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3]) = (from[i].X, from[i].Y, 1, to[i].Y);
        }

        var (x, y) = (LinearEquations.Solve(columns), LinearEquations.Solve(rows));
        return new AffineMap(x[0], x[1], x[2], y[0], y[1], y[2]);
    }

    /// <summary>Where a point goes.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public (double X, double Y) Apply(double x, double y) => ((M11 * x) + (M12 * y) + M13, (M21 * x) + (M22 * y) + M23);

    /// <summary>The same map followed by another, with fused products as numpy's matrix product has them.</summary>
    /// <param name="next">Is done on what this map gives.</param>
    public AffineMap Then(AffineMap next) => new(
        Sum(next.M11, M11, next.M12, M21), Sum(next.M11, M12, next.M12, M22), Sum(next.M11, M13, next.M12, M23) + next.M13,
        Sum(next.M21, M11, next.M22, M21), Sum(next.M21, M12, next.M22, M22), Sum(next.M21, M13, next.M22, M23) + next.M23);

    /// <summary>The same map followed by a shift.</summary>
    /// <param name="dx">Pixels to the right.</param>
    /// <param name="dy">Pixels downwards.</param>
    public AffineMap ThenShift(double dx, double dy) => this with { M13 = M13 + dx, M23 = M23 + dy };

    private static double Sum(double a, double b, double c, double d) => Math.FusedMultiplyAdd(c, d, a * b);

    private static bool IsNear(double difference, double tolerance) => Math.Abs(difference) <= tolerance;
}
