using Foldline.Pipelines.Samples.ChestXray;

namespace Foldline.Pipelines.Samples.Catheters;

/// <summary>Draws a chest film with bright tubes.</summary>
internal sealed class FilmRenderer
{
    private const float Strength = 70;
    private readonly Film film;
    private readonly ChestRenderer chest;
    private readonly int size;

    /// <param name="film">What to draw.</param>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="size">Height and width in pixels.</param>
    public FilmRenderer(Film film, ulong seed, int size)
    {
        this.film = film;
        this.size = size;
        chest = new ChestRenderer(film.Patient, CounterRandom.For(seed, (ulong)film.Number, 43));
    }

    /// <summary>Grey values row by row.</summary>
    public byte[] Render()
    {
        var pixels = chest.Render(size);
        foreach (var tube in film.Tubes)
        {
            var cover = new float[pixels.Length];
            var course = Course(tube);
            for (var i = 0; i + 1 < course.Count; i++)
                Cover(cover, course[i], course[i + 1], HalfWidth(tube.Kind));
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)Math.Min(255, pixels[i] + (Strength * cover[i]));
        }

        return pixels;
    }

    /// <summary>The tube's course in pixels, from the left and from the top.</summary>
    public IReadOnlyList<(float X, float Y)> Course(Tube tube) => [.. tube.Points.Select(point =>
    {
        var (x, y) = chest.ToImage(point.X, point.Y);
        return ((x + 1) * 0.5f * size, (y + 1) * 0.5f * size);
    })];

    private float HalfWidth(TubeKind kind) => size * (kind is TubeKind.Endotracheal ? 0.018f : 0.012f) + 0.7f;

    /// <summary>Marks the pixels near a piece of the course: 1 on its line, falling to 0 at the tube's edge.</summary>
    private void Cover(float[] cover, (float X, float Y) from, (float X, float Y) to, float halfWidth)
    {
        var (left, right) = Range(from.X, to.X, halfWidth);
        var (top, bottom) = Range(from.Y, to.Y, halfWidth);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var value = Profile.Bell(Distance(column + 0.5f, row + 0.5f, from, to) / halfWidth);
                ref var place = ref cover[(row * size) + column];
                place = MathF.Max(place, value);
            }
        }
    }

    private (int First, int Last) Range(float a, float b, float margin) =>
        (Math.Clamp((int)(MathF.Min(a, b) - margin), 0, size - 1), Math.Clamp((int)(MathF.Max(a, b) + margin), 0, size - 1));

    private static float Distance(float x, float y, (float X, float Y) from, (float X, float Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var t = length == 0 ? 0 : Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / length, 0, 1);
        return Profile.Ellipse(x - from.X - (t * dx), y - from.Y - (t * dy), 1, 1);
    }
}
