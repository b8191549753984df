namespace Foldline.Imaging.Similarity;

/// <summary>Takes the light out of a picture: differences of logarithms from their surroundings, in units of the surroundings' own spread.</summary>
internal static class ScenePlane
{
    // Pixels of the plane.
    private const double Surroundings = 4;
    private const double SpreadSurroundings = 6;
    private const float FadeWidth = 6;

    // Grey values are 0 … 255; darkest tones are noise.
    private const float DarkOffset = 8;
    private const float LeastSpread = 0.01f;
    private const float Limit = 3;

    // A picture whose logarithms differ from their surroundings by less than this everywhere shows nothing.
    private const float LeastContrast = 0.004f;

    /// <summary>The picture on a plane of its own, faded out towards its edges.</summary>
    /// <param name="gray">At most as large as the plane.</param>
    /// <returns>Side · side values, zero outside of the picture; null when the picture shows nothing.</returns>
    public static float[]? Of(GrayPlane gray)
    {
        var logs = gray.Values.Select(value => MathF.Log(value + DarkOffset)).ToArray();
        var differences = logs.Zip(gray.Smooth(logs, Surroundings), (value, mean) => value - mean).ToArray();
        if (differences.Max(MathF.Abs) < LeastContrast)
            return null;
        var squares = gray.Smooth([.. differences.Select(value => value * value)], SpreadSurroundings);
        for (var i = 0; i < differences.Length; i++)
            differences[i] = Math.Clamp(differences[i] / (MathF.Sqrt(Math.Max(squares[i], 0)) + LeastSpread), -Limit, Limit);
        return Place(gray, differences, differences.Average());
    }

    private static float[] Place(GrayPlane gray, float[] values, float mean)
    {
        var plane = new float[SceneFeature.PlaneSide * SceneFeature.PlaneSide];
        for (var row = 0; row < gray.Height; row++)
        {
            for (var column = 0; column < gray.Width; column++)
            {
                var fade = Fade(row, gray.Height) * Fade(column, gray.Width);
                plane[(row * SceneFeature.PlaneSide) + column] = (values[(row * gray.Width) + column] - mean) * fade;
            }
        }

        return plane;
    }

    private static float Fade(int position, int length) => Math.Min(1, (Math.Min(position, length - 1 - position) + 1) / FadeWidth);
}
