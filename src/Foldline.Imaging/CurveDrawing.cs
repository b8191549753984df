using System.Numerics;

namespace Foldline.Imaging;

/// <summary>Draws lines through points over pictures.</summary>
public static class CurveDrawing
{
    /// <summary>Draws a line from point to point with round ends and soft edges.</summary>
    /// <param name="image">8- or 16-bit with one channel (the colour's brightness is drawn) or three; changed in place.</param>
    /// <param name="points">Columns and rows in pixels; pixel centres lie at whole numbers. Points may lie outside; a single one is a dot.</param>
    /// <param name="width">Width of the line in pixels, above 0.</param>
    /// <param name="color">Its colour.</param>
    /// <exception cref="ArgumentException">The image has another type or number of channels.</exception>
    public static void DrawCurve(this Image image, ReadOnlySpan<(float X, float Y)> points, float width, RgbColor color)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (image.Channels is not (1 or 3) || image.PixelType is not (PixelType.UInt8 or PixelType.UInt16))
            throw new ArgumentException($"Lines are drawn over grey or colour pictures of 8 or 16 bits, not over {image}.", nameof(image));
        var values = ValuesOf(color, image);
        for (var i = 0; i < Math.Max(points.Length - 1, Math.Min(points.Length, 1)); i++)
        {
            var piece = new Piece(points[i], points[Math.Min(i + 1, points.Length - 1)], width / 2);
            if (image.PixelType == PixelType.UInt8)
                Draw<byte>(image, piece, values);
            else
                Draw<ushort>(image, piece, values);
        }
    }

    private static float[] ValuesOf(RgbColor color, Image image)
    {
        var scale = (float)(image.PixelType.MaxValue() / byte.MaxValue);
        return image.Channels == 3
            ? [scale * color.Red, scale * color.Green, scale * color.Blue]
            : [scale * ((0.299f * color.Red) + (0.587f * color.Green) + (0.114f * color.Blue))];
    }

    private static void Draw<T>(Image image, in Piece piece, ReadOnlySpan<float> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var pixels = image.Pixels<T>();
        var (top, bottom) = piece.Rows(image.Height);
        var (left, right) = piece.Columns(image.Width);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var cover = piece.Cover(column, row);
                for (var c = 0; cover > 0 && c < values.Length; c++)
                {
                    ref var pixel = ref pixels[(((row * image.Width) + column) * values.Length) + c];
                    var before = float.CreateTruncating(pixel);
                    pixel = T.CreateSaturating(MathF.Round(before + (cover * (values[c] - before))));
                }
            }
        }
    }

    /// <summary>A straight piece of a line.</summary>
    private readonly record struct Piece((float X, float Y) From, (float X, float Y) To, float HalfWidth)
    {
        public (int First, int Last) Rows(int height) => Range(From.Y, To.Y, height);

        public (int First, int Last) Columns(int width) => Range(From.X, To.X, width);

        /// <summary>How much of a pixel the line covers, 0 to 1: the edge falls over one pixel.</summary>
        public float Cover(int column, int row)
        {
            var (dx, dy) = (To.X - From.X, To.Y - From.Y);
            var (x, y) = (column - From.X, row - From.Y);
            var length = (dx * dx) + (dy * dy);
            var along = length == 0 ? 0 : Math.Clamp(((x * dx) + (y * dy)) / length, 0, 1);
            var (awayX, awayY) = (x - (along * dx), y - (along * dy));
            return Math.Clamp(HalfWidth + 0.5f - MathF.Sqrt((awayX * awayX) + (awayY * awayY)), 0, 1);
        }

        private (int First, int Last) Range(float a, float b, int size)
        {
            var margin = HalfWidth + 0.5f;
            return ((int)MathF.Floor(Math.Clamp(MathF.Min(a, b) - margin, 0, size)), (int)MathF.Ceiling(Math.Clamp(MathF.Max(a, b) + margin, -1, size - 1)));
        }
    }
}
