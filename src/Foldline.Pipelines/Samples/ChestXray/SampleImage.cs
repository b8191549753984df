namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>One image of the sample.</summary>
/// <param name="Id">32 hexadecimal digits that tell nothing.</param>
/// <param name="Number">Position in the data set; key of its random numbers.</param>
/// <param name="Height">Height of the made-up original, in pixels.</param>
/// <param name="Width">Width of the made-up original, in pixels.</param>
/// <param name="Patient">What it shows.</param>
internal sealed record SampleImage(string Id, int Number, int Height, int Width, Patient Patient)
{
    /// <summary>Draws an image.</summary>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="number">Position in the data set.</param>
    /// <param name="isAbnormal">Whether it shows findings.</param>
    public static SampleImage Draw(ulong seed, int number, bool isAbnormal)
    {
        var random = CounterRandom.For(seed, (ulong)number, 1);
        var id = $"{random.NextUInt64():x16}{random.NextUInt64():x16}";
        var height = 2000 + random.NextInt32(1400);
        var width = 1900 + random.NextInt32(1400);
        return new SampleImage(id, number, height, width, Patient.Draw(ref random, isAbnormal));
    }
}
