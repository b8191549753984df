using Foldline.Imaging;

namespace Foldline.Pipelines.Samples.Steel;

/// <summary>Draws a strip: rolled steel with streaks along its length and noise, defects, and black where the steel ends.</summary>
internal sealed class StripRenderer
{
    private const int PitCount = 14;
    private readonly Strip strip;
    private readonly int height;
    private readonly int width;
    private readonly ValueNoise texture;
    private readonly (float X, float Y, float Radius)[] pits;
    private CounterRandom random;

    /// <param name="strip">What to draw.</param>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="height">Height in pixels.</param>
    public StripRenderer(Strip strip, ulong seed, int height)
    {
        this.strip = strip;
        this.height = height;
        width = (int)(height * Strip.Width);
        random = CounterRandom.For(seed, (ulong)strip.Number, 12);
        texture = new ValueNoise(ref random);
        pits = DrawPits();
    }

    public StripDrawing Render()
    {
        var pixels = new byte[height * width];
        var masks = Enumerable.Range(0, 4).Select(_ => new byte[height * width]).ToArray();
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var place = (row * width) + column;
                var (x, y) = ((column + 0.5f) / height, (row + 0.5f) / height);
                pixels[place] = ToGrey(Shade(x, y, masks, place));
            }
        }

        return new StripDrawing(Image.FromPixels<byte>(pixels, height, width, 1), [.. masks.Select(mask => Image.FromPixels<byte>(mask, height, width, 1))]);
    }

    private static byte ToGrey(float shade) => (byte)Math.Clamp((255 * shade) + 0.5f, 0, 255);

    private float Shade(float x, float y, byte[][] masks, int place)
    {
        var noise = (float)(random.NextDouble() + random.NextDouble() - 1) * 0.05f;
        if (IsBeyondTheSteel(x))
            return 0.02f + Math.Abs(noise);
        var shade = strip.Grey + (0.05f * texture.At(x * 1.5f, (y * 9) + 7)) + (0.04f * texture.At((x * 7) + 30, (y * 7) + 30)) + noise;
        foreach (var defect in strip.Defects)
        {
            var (change, isInside) = Draw(defect, x, y);
            shade += change;
            if (isInside)
                masks[(int)defect.Kind][place] = 1;
        }

        return shade;
    }

    private bool IsBeyondTheSteel(float x) => strip.Edge > 0 ? x < strip.Edge : x > Strip.Width + strip.Edge;

    private (float Change, bool IsInside) Draw(Defect defect, float x, float y)
    {
        var (dx, dy) = (x - defect.X, y - defect.Y);
        return defect.Kind switch
        {
            DefectKind.Pits => Pits(defect, dx, dy),
            DefectKind.Line => Soft(-defect.Strength, Math.Max(Math.Abs(dx / defect.RadiusX), Math.Abs(dy / defect.RadiusY))),
            DefectKind.Scratch => Soft(defect.Strength, Ragged(defect, dx, dy)),
            _ => Rough(defect, dx, dy),
        };
    }

    private static (float Change, bool IsInside) Soft(float strength, float distance) => (strength * (1 - Profile.Step(0.85f, 1.1f, distance)), distance <= 1);

    /// <summary>Distance from the centre with an edge that wanders.</summary>
    private float Ragged(Defect defect, float dx, float dy) =>
        Profile.Ellipse(dx, dy, defect.RadiusX, defect.RadiusY) * (1 + (0.2f * texture.At((dx * 9) + 12, (dy * 9) + 45)));

    private (float Change, bool IsInside) Rough(Defect defect, float dx, float dy)
    {
        var (change, isInside) = Soft(-defect.Strength, Ragged(defect, dx, dy));
        return (change * (1 + (0.6f * texture.At((dx * 23) + 5, (dy * 23) + 17))), isInside);
    }

    private (float Change, bool IsInside) Pits(Defect defect, float dx, float dy)
    {
        foreach (var pit in pits)
        {
            var distance = Profile.Ellipse(dx - (pit.X * defect.RadiusX), dy - (pit.Y * defect.RadiusY), pit.Radius, pit.Radius);
            if (distance <= 1.1f)
                return Soft(-defect.Strength, distance);
        }

        return (0, false);
    }

    private (float X, float Y, float Radius)[] DrawPits()
    {
        var drawn = new (float, float, float)[PitCount];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = ((float)random.NextDouble(-1, 1), (float)random.NextDouble(-1, 1), (float)random.NextDouble(0.04, 0.08));
        return drawn;
    }
}
