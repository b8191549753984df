namespace Foldline.Imaging;

/// <summary>A closed range from which a parameter is drawn uniformly.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>The range from -limit to +limit.</summary>
    /// <param name="limit">Its half width; the sign does not matter.</param>
    public static ValueRange Symmetric(double limit) => new(-Math.Abs(limit), Math.Abs(limit));

    /// <summary>A uniform draw.</summary>
    /// <param name="random">The sample's stream.</param>
    public double Draw(ref CounterRandom random) => random.NextDouble(Low, High);
}
