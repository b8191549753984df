namespace Foldline.Pipelines.Samples;

/// <summary>
/// One-dimensional profiles that shapes are drawn with. Only additions, multiplications, divisions and square roots occur, which
/// every machine rounds alike, so that images are the same bytes everywhere.
/// </summary>
internal static class Profile
{
    /// <summary>Rises smoothly from 0 at <paramref name="low"/> to 1 at <paramref name="high"/>.</summary>
    public static float Step(float low, float high, float x)
    {
        var t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>1 at 0, falling smoothly to 0 at ± 1 (a bell without tails).</summary>
    public static float Bell(float x)
    {
        var t = 1 - (x * x);
        return t <= 0 ? 0 : t * t;
    }

    /// <summary>Distance from an ellipse's centre in units of its radius: 1 on the edge.</summary>
    public static float Ellipse(float x, float y, float radiusX, float radiusY)
    {
        var u = x / radiusX;
        var v = y / radiusY;
        return MathF.Sqrt((u * u) + (v * v));
    }
}
