namespace Foldline.Imaging;

/// <summary>Which map and canvas show a four-sided part of an image as a rectangle (albumentations 1.3.1; points in 32-bit reals as there).</summary>
internal static class PerspectiveView
{
    private const int LeastSide = 2;

    /// <summary>The part between corners that moved inward by fractions of the sides.</summary>
    /// <param name="jitter">x and y of left top, right top, right bottom and left bottom; the sign and whole sides do not count.</param>
    /// <param name="size">Size of the image.</param>
    public static (PerspectiveMap Map, ImageSize Canvas) Between(ReadOnlySpan<double> jitter, ImageSize size)
    {
        var corners = Ordered(
        [
            new(Share(jitter[0]) * size.Width, Share(jitter[1]) * size.Height),
            new((1 - Share(jitter[2])) * size.Width, Share(jitter[3]) * size.Height),
            new((1 - Share(jitter[4])) * size.Width, (1 - Share(jitter[5])) * size.Height),
            new(Share(jitter[6]) * size.Width, (1 - Share(jitter[7])) * size.Height),
        ]);
        var width = Longest(corners, 0, 1, 3, 2, step => Widen(corners, step, 0));
        var height = Longest(corners, 1, 2, 0, 3, step => Widen(corners, 0, step));
        var map = PerspectiveMap.Through([.. corners.Select(corner => corner.Pair)], [(0, 0), (width, 0), (width, height), (0, height)]);
        return (map, new ImageSize(height, width));
    }

    /// <summary>The same view on a canvas that holds the whole image.</summary>
    /// <param name="map">A view.</param>
    /// <param name="size">Size of the image.</param>
    public static (PerspectiveMap Map, ImageSize Canvas) Whole(PerspectiveMap map, ImageSize size)
    {
        (double X, double Y)[] corners = [(0, 0), (0, size.Height), (size.Width, size.Height), (size.Width, 0)];
        Corner[] moved = [.. corners.Select(corner => map.Apply(corner.X, corner.Y)).Select(corner => new Corner(corner.X, corner.Y))];
        var (left, top) = (moved.Min(corner => corner.X), moved.Min(corner => corner.Y));
        (double X, double Y)[] whole = [.. moved.Select(corner => (Math.Round((double)(corner.X - left)), Math.Round((double)(corner.Y - top))))];
        var canvas = new ImageSize((int)Math.Max(whole.Max(corner => corner.Y), 1), (int)Math.Max(whole.Max(corner => corner.X), 1));
        return (PerspectiveMap.Through(corners, whole), canvas);
    }

    private static double Share(double jitter) => Math.Abs(jitter) % 1;

    // Left top, right top, right bottom, left bottom, whatever corners have crossed.
    private static Corner[] Ordered(IEnumerable<Corner> corners)
    {
        Corner[] byColumn = [.. corners.OrderBy(corner => corner.ExactX)];
        var (leftTop, leftBottom) = Upper(byColumn[0], byColumn[1]);
        var (rightTop, rightBottom) = Upper(byColumn[2], byColumn[3]);
        return [leftTop, rightTop, rightBottom, leftBottom];
    }

    private static (Corner Upper, Corner Lower) Upper(Corner a, Corner b) => a.ExactY < b.ExactY ? (a, b) : (b, a);

    // The longer of two opposite sides, after the corners were moved apart until the shorter one has two pixels.
    private static int Longest(Corner[] corners, int a, int b, int c, int d, Action<float> widen)
    {
        while (true)
        {
            var (first, second) = (corners[a].DistanceTo(corners[b]), corners[c].DistanceTo(corners[d]));
            var shorter = (int)Math.Min(first, second);
            if (shorter >= LeastSide)
                return (int)Math.Max(first, second);
            widen((LeastSide - shorter) / 2f);
        }
    }

    private static void Widen(Corner[] corners, float x, float y)
    {
        corners[0] = new Corner(corners[0].X - x, corners[0].Y - y);
        corners[1] = new Corner(corners[1].X + x, corners[1].Y - y);
        corners[2] = new Corner(corners[2].X + x, corners[2].Y + y);
        corners[3] = new Corner(corners[3].X - x, corners[3].Y + y);
    }

    private readonly record struct Corner(double ExactX, double ExactY)
    {
        public float X => (float)ExactX;

        public float Y => (float)ExactY;

        public (double X, double Y) Pair => (X, Y);

        public float DistanceTo(Corner other)
        {
            var (x, y) = (X - other.X, Y - other.Y);
            return MathF.Sqrt((x * x) + (y * y));
        }
    }
}
