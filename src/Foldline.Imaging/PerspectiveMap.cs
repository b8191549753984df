namespace Foldline.Imaging;

/// <summary>
/// A perspective map of the plane: <c>x' = (M11 x + M12 y + M13) / w</c>, <c>y' = (M21 x + M22 y + M23) / w</c> with
/// <c>w = M31 x + M32 y + M33</c>, in pixels, y downwards.
/// </summary>
/// <param name="First">The first two rows of the matrix.</param>
/// <param name="M31">w from x.</param>
/// <param name="M32">w from y.</param>
/// <param name="M33">Constant part of w.</param>
public readonly record struct PerspectiveMap(AffineMap First, double M31, double M32, double M33)
{
    /// <summary>The map that carries four points onto four others (OpenCV's <c>getPerspectiveTransform</c>).</summary>
    /// <param name="from">Four points, no three on a line.</param>
    /// <param name="to">Where they go.</param>
    /// <exception cref="ArgumentException">There are not four points each, or three lie on a line.</exception>
    public static PerspectiveMap Through(ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to)
    {
        if (from.Length != 4 || to.Length != 4)
            throw new ArgumentException("A perspective map is given by four points and their images.", nameof(from));
        var equations = new double[8, 9];
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = from[i];
            var (u, v) = to[i];
            SetRow(equations, i, [x, y, 1, 0, 0, 0, Product(x, u), Product(y, u), u]);
            SetRow(equations, i + 4, [0, 0, 0, x, y, 1, Product(x, v), Product(y, v), v]);
        }

        var m = LinearEquations.Solve(equations);
        return new PerspectiveMap(new AffineMap(m[0], m[1], m[2], m[3], m[4], m[5]), m[6], m[7], 1);
    }

    /// <summary>Where a point goes.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public (double X, double Y) Apply(double x, double y)
    {
        var (u, v) = First.Apply(x, y);
        var w = (M31 * x) + (M32 * y) + M33;
        return (u / w, v / w);
    }

    /// <summary>The nine numbers of the matrix, row by row.</summary>
    public double[] ToArray() => [First.M11, First.M12, First.M13, First.M21, First.M22, First.M23, M31, M32, M33];

    // OpenCV multiplies the points as it holds them, in 32 bits.
    private static double Product(double a, double b) => -(float)a * (float)b;

    private static void SetRow(double[,] equations, int row, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            equations[row, i] = values[i];
    }
}
