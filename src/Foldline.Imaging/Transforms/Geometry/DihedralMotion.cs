namespace Foldline.Imaging;

/// <summary>One of the eight ways to put a rectangle onto itself or its transpose. Exact: every pixel keeps its value.</summary>
/// <param name="before">Size of the images to move.</param>
/// <param name="symmetry">Which of the eight.</param>
public sealed class DihedralMotion(ImageSize before, Symmetry symmetry) : Motion
{
    /// <summary>Which of the eight.</summary>
    public Symmetry Symmetry { get; } = symmetry;

    /// <inheritdoc/>
    public override ImageSize Size => Symmetry.ExchangesSides() ? new ImageSize(before.Width, before.Height) : before;

    /// <inheritdoc/>
    public override bool IsIdentity => Symmetry == Symmetry.Identity;

    /// <inheritdoc/>
    internal override AffineStep Step => new(AffineMap.Through(
        [(0, 0), (1, 0), (0, 1)],
        [Move(0, 0, before.Width - 1, before.Height - 1), Move(1, 0, before.Width - 1, before.Height - 1), Move(0, 1, before.Width - 1, before.Height - 1)]));

    /// <inheritdoc/>
    public override Image MoveImage(Image image) => image.Turn(Symmetry);

    /// <inheritdoc/>
    public override BoundingBox MoveBox(BoundingBox box)
    {
        var (left, top) = Move(box.Left, box.Top, 1, 1);
        var (right, bottom) = Move(box.Right, box.Bottom, 1, 1);
        return new BoundingBox(Math.Min(left, right), Math.Min(top, bottom), Math.Max(left, right), Math.Max(top, bottom));
    }

    /// <inheritdoc/>
    public override Keypoint MoveKeypoint(Keypoint point)
    {
        var (x, y) = Move(point.X, point.Y, before.Width - 1, before.Height - 1);
        return point with { X = x, Y = y, Angle = Turned(point.Angle) };
    }

    private (double X, double Y) Move(double x, double y, double width, double height) => Symmetry switch
    {
        Symmetry.FlipHorizontal => (width - x, y),
        Symmetry.FlipVertical => (x, height - y),
        Symmetry.Rotate180 => (width - x, height - y),
        Symmetry.Transpose => (y, x),
        Symmetry.Rotate90 => (y, width - x),
        Symmetry.Rotate270 => (height - y, x),
        Symmetry.AntiTranspose => (height - y, width - x),
        _ => (x, y),
    };

    // The reference's angles: a quarter turn counter-clockwise subtracts a right angle, a transposition mirrors about the vertical.
    private double Turned(double angle) => Symmetry switch
    {
        Symmetry.FlipHorizontal or Symmetry.Transpose => Math.PI - angle,
        Symmetry.FlipVertical => -angle,
        Symmetry.Rotate180 => angle - Math.PI,
        Symmetry.Rotate90 => angle - (Math.PI / 2),
        Symmetry.Rotate270 => angle + (Math.PI / 2),
        Symmetry.AntiTranspose => -angle,
        _ => angle,
    };
}
