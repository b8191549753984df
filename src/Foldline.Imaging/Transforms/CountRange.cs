namespace Foldline.Imaging;

/// <summary>A range of whole numbers, both ends included.</summary>
/// <param name="Low">Lowest number.</param>
/// <param name="High">Highest number, not below <paramref name="Low"/>.</param>
public readonly record struct CountRange(int Low, int High)
{
    /// <summary>A uniform draw.</summary>
    /// <param name="random">The sample's stream.</param>
    public int Draw(ref CounterRandom random) => Low + random.NextInt32(High - Low + 1);

    /// <summary>A uniform draw among low, low + step, ... not above high.</summary>
    /// <param name="random">The sample's stream.</param>
    /// <param name="step">Distance, at least 1.</param>
    public int Draw(ref CounterRandom random, int step) => Low + (step * random.NextInt32(((High - Low) / step) + 1));
}
