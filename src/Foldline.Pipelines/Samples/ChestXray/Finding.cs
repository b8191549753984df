namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>One finding of one patient, in half image sizes from the middle of the chest, downwards and to the right of the image.</summary>
/// <param name="Kind">Its class.</param>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
/// <param name="RadiusX">Half width.</param>
/// <param name="RadiusY">Half height.</param>
/// <param name="Strength">Density; small for subtle findings.</param>
internal sealed record Finding(FindingKind Kind, float X, float Y, float RadiusX, float RadiusY, float Strength)
{
    /// <summary>A finding whose place, size and strength are drawn; about one in seven is subtle.</summary>
    public static Finding Draw(ref CounterRandom random)
    {
        var kind = FindingKind.Draw(ref random);
        var side = kind.Shape == FindingShape.Heart || kind.ClassId == 0 || random.NextBool(0.5) ? 1 : -1;
        var radius = (float)random.NextDouble(kind.Radius.Low, kind.Radius.High);
        var strength = kind.Strength * (float)(random.NextBool(0.15) ? random.NextDouble(0.2, 0.5) : random.NextDouble(0.7, 1.3));
        return new Finding(
            kind,
            side * (kind.Place.X + (kind.Spread.X * (float)random.NextDouble(-1, 1))),
            kind.Place.Y + (kind.Spread.Y * (float)random.NextDouble(-1, 1)),
            radius,
            radius * kind.Flatness * (float)random.NextDouble(0.85, 1.15),
            strength);
    }
}
