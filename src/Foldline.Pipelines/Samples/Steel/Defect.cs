namespace Foldline.Pipelines.Samples.Steel;

/// <summary>A defect on a strip; lengths in units of the strip's height.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="X">Centre from the left edge.</param>
/// <param name="Y">Centre from the upper edge.</param>
/// <param name="RadiusX">Half width.</param>
/// <param name="RadiusY">Half height.</param>
/// <param name="Strength">How far its grey differs from the steel's, 0 … 1.</param>
internal sealed record Defect(DefectKind Kind, float X, float Y, float RadiusX, float RadiusY, float Strength)
{
    /// <summary>Draws a defect of a kind.</summary>
    public static Defect Draw(ref CounterRandom random, DefectKind kind, float stripWidth)
    {
        var (widths, heights, strengths) = kind switch
        {
            DefectKind.Pits => ((0.25, 0.45), (0.20, 0.35), (0.22, 0.36)),
            DefectKind.Line => ((0.03, 0.05), (0.25, 0.45), (0.20, 0.32)),
            DefectKind.Scratch => ((0.40, 1.00), (0.08, 0.18), (0.22, 0.36)),
            _ => ((0.35, 0.70), (0.28, 0.45), (0.20, 0.32)),
        };
        var radiusX = (float)random.NextDouble(widths.Item1, widths.Item2);
        var radiusY = (float)random.NextDouble(heights.Item1, heights.Item2);
        return new Defect(
            kind,
            (float)random.NextDouble(radiusX, stripWidth - radiusX),
            (float)random.NextDouble(radiusY, 1 - radiusY),
            radiusX,
            radiusY,
            (float)random.NextDouble(strengths.Item1, strengths.Item2));
    }
}
