namespace Foldline.Tests.Training;

/// <summary>The named stream of uniform numbers that the reference data describes in its README.</summary>
public sealed class NamedStream(string name)
{
    private readonly ulong key = CounterRandom.Hash(name);

    public double this[long j]
    {
        get
        {
            var z = key + ((ulong)(j + 1) * 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
