using System.Collections.Immutable;

namespace Foldline.Pipelines.Samples.Catheters;

/// <summary>A tube on a film.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">How it lies.</param>
/// <param name="Points">Its course in coordinates of the chest: x to the right, y downwards, about -1 … 1.</param>
internal sealed record Tube(TubeKind Kind, TubePlace Place, ImmutableArray<(float X, float Y)> Points)
{
    private const int StepsPerPiece = 12;

    /// <summary>The competition's column for this tube.</summary>
    public string Label => (Kind, Place) switch
    {
        (TubeKind.SwanGanz, _) => "Swan Ganz Catheter Present",
        (TubeKind.Nasogastric, TubePlace.NotOnFilm) => "NGT - Incompletely Imaged",
        _ => $"{Prefix} - {Place}",
    };

    private string Prefix => Kind switch
    {
        TubeKind.Endotracheal => "ETT",
        TubeKind.Nasogastric => "NGT",
        _ => "CVC",
    };

    /// <summary>Draws the course of a tube.</summary>
    public static Tube Draw(ref CounterRandom random, TubeKind kind, TubePlace place)
    {
        (float X, float Y)[] corners = kind switch
        {
            TubeKind.Endotracheal => [(0, -1.1f), (0.02f, -0.7f), (Near(ref random, 0, 0.04f), Near(ref random, TipOfEndotracheal(place), 0.03f))],
            TubeKind.Nasogastric => Nasogastric(ref random, place),
            TubeKind.CentralVenous => CentralVenous(ref random, place),
            _ => [(0.75f, -0.8f), (0.30f, -0.55f), (0.05f, -0.1f), (0.10f, 0.35f), (0.35f, 0.30f), (Near(ref random, 0.05f, 0.05f), -0.05f), (-0.25f, -0.02f)],
        };
        return new Tube(kind, place, Smooth(corners));
    }

    private static float TipOfEndotracheal(TubePlace place) => place switch
    {
        TubePlace.Normal => -0.38f,
        TubePlace.Borderline => -0.18f,
        _ => 0.08f,
    };

    private static (float X, float Y)[] Nasogastric(ref CounterRandom random, TubePlace place)
    {
        (float X, float Y)[] way = [(0.06f, -1.1f), (0.08f, -0.5f), (0.06f, 0.1f)];
        return place switch
        {
            TubePlace.Normal => [.. way, (0.12f, 0.55f), (Near(ref random, 0.40f, 0.05f), Near(ref random, 0.75f, 0.04f))],
            TubePlace.Borderline => [.. way, (0.10f, 0.45f), (0.16f, Near(ref random, 0.62f, 0.03f))],
            TubePlace.Abnormal => [.. way[..2], (0.07f, Near(ref random, 0.05f, 0.05f)), (-0.35f, Near(ref random, 0.35f, 0.06f))],
            _ => [.. way, (0.12f, 0.6f), (0.2f, 1.2f)],
        };
    }

    private static (float X, float Y)[] CentralVenous(ref CounterRandom random, TubePlace place)
    {
        var side = random.NextBool(0.5) ? 1f : -1f;
        (float X, float Y)[] way = [(0.85f * side, -0.55f), (0.5f * side, -0.68f), (0.14f * side, -0.55f)];
        return place switch
        {
            TubePlace.Normal => [.. way, (-0.08f, -0.25f), (-0.10f, Near(ref random, 0, 0.04f))],
            TubePlace.Borderline => [.. way, (-0.08f, Near(ref random, -0.35f, 0.03f))],
            _ => [.. way[..2], (0.2f * side, -0.75f), (0.16f * side, -1.1f)],
        };
    }

    private static float Near(ref CounterRandom random, float value, float range) => value + (float)random.NextDouble(-range, range);

    /// <summary>A curve through the corners (Catmull and Rom 1974).</summary>
    private static ImmutableArray<(float X, float Y)> Smooth((float X, float Y)[] corners)
    {
        var points = ImmutableArray.CreateBuilder<(float X, float Y)>();
        for (var i = 0; i + 1 < corners.Length; i++)
        {
            var (before, from, to, after) = (corners[Math.Max(i - 1, 0)], corners[i], corners[i + 1], corners[Math.Min(i + 2, corners.Length - 1)]);
            for (var step = 0; step < StepsPerPiece; step++)
            {
                var t = (float)step / StepsPerPiece;
                points.Add((Between(before.X, from.X, to.X, after.X, t), Between(before.Y, from.Y, to.Y, after.Y, t)));
            }
        }

        points.Add(corners[^1]);
        return points.ToImmutable();
    }

    private static float Between(float before, float from, float to, float after, float t) =>
        0.5f * ((2 * from) + ((to - before) * t) + (((2 * before) - (5 * from) + (4 * to) - after) * t * t) + (((3 * from) - before - (3 * to) + after) * t * t * t));
}
