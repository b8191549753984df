using System.Collections.Immutable;
using System.Text.Json;

namespace Foldline.Pipelines.Curves;

/// <summary>Reads the points of a curve: <c>[[x, y], [x, y], …]</c>.</summary>
internal static class CurvePoints
{
    /// <summary>Reads the points.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The points; null when the text has another form.</returns>
    public static ImmutableArray<(float X, float Y)>? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var points = ImmutableArray.CreateBuilder<(float X, float Y)>(json.RootElement.GetArrayLength());
            foreach (var point in json.RootElement.EnumerateArray())
            {
                if (point.GetArrayLength() != 2)
                    return null;
                var (x, y) = (point[0].GetSingle(), point[1].GetSingle());
                if (!float.IsFinite(x) || !float.IsFinite(y))
                    return null;
                points.Add((x, y));
            }

            return points.ToImmutable();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
