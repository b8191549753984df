namespace Foldline.Tests;

/// <summary>The named stream of uniform numbers that reference cases use for data too long to list.</summary>
public sealed class UniformStream(string name)
{
    private ulong state = CounterRandom.Hash(name);

    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Class k for the first k whose sum of probabilities exceeds the draw; the last class otherwise.</summary>
    public int NextClass(double[] probabilities)
    {
        var draw = Next();
        var sum = 0.0;
        for (var k = 0; k < probabilities.Length; k++)
        {
            sum += probabilities[k];
            if (draw < sum)
                return k;
        }

        return probabilities.Length - 1;
    }
}
