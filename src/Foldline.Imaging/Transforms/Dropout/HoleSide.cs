namespace Foldline.Imaging;

/// <summary>How long the sides of holes are: pixels, or fractions of the image's side.</summary>
/// <param name="Low">Least length.</param>
/// <param name="High">Greatest length, not below <paramref name="Low"/>.</param>
/// <param name="IsFraction">Whether the lengths are fractions (0 to 1) of the image's side.</param>
public readonly record struct HoleSide(double Low, double High, bool IsFraction = false)
{
    /// <summary>Draws a length in pixels: an integer, or a uniform fraction cut off to whole pixels.</summary>
    /// <param name="random">The sample's stream.</param>
    /// <param name="side">Length of the image's side; holes are not longer.</param>
    public int Draw(ref CounterRandom random, int side)
    {
        var length = IsFraction
            ? (int)(random.NextDouble(Low, High) * side)
            : new CountRange((int)Low, (int)High).Draw(ref random);
        return Math.Min(length, side);
    }
}
