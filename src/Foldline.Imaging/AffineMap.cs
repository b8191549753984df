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

    /// <summary>Where a point goes.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public (double X, double Y) Apply(double x, double y) => ((M11 * x) + (M12 * y) + M13, (M21 * x) + (M22 * y) + M23);

    /// <summary>The same map followed by a shift.</summary>
    /// <param name="dx">Pixels to the right.</param>
    /// <param name="dy">Pixels downwards.</param>
    public AffineMap ThenShift(double dx, double dy) => this with { M13 = M13 + dx, M23 = M23 + dy };
}
