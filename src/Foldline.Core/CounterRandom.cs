using System.Numerics;

namespace Foldline;

/// <summary>
/// A counter-based generator: draw number j of a key depends on the key and j alone, so that random numbers belong to
/// (seed, epoch, sample, position) and not to the thread or the order in which samples are read.
/// Definition: SplitMix64 (Steele, Lea and Flood, 2014) over key + (j + 1) * 0x9E3779B97F4A7C15.
/// </summary>
public struct CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state;

    private CounterRandom(ulong key) => state = key;

    /// <summary>A stream keyed by any number of parts; other parts give unrelated streams.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="parts">Epoch, sample number, transform position and so on.</param>
    public static CounterRandom For(ulong seed, params ReadOnlySpan<ulong> parts)
    {
        var key = Mix(seed + Golden);
        foreach (var part in parts)
            key = Mix(key ^ BitOperations.RotateLeft(Mix(part + Golden), 23));
        return new CounterRandom(key);
    }

    /// <summary>The FNV-1a 64-bit hash of a text's UTF-8 bytes, to use a name or sample id as a part of the key.</summary>
    /// <param name="text">Any text.</param>
    public static ulong Hash(string text)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * 0x100000001b3UL;
        return hash;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        state += Golden;
        return Mix(state);
    }

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound, not below <paramref name="low"/>.</param>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Uniform integer in [0, <paramref name="bound"/>), without bias worth speaking of (128-bit product).</summary>
    /// <param name="bound">Number of values, at least 1.</param>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>Standard normal draw (Box-Muller, two uniforms a draw).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>True with the given probability.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    public bool NextBool(double probability) => NextDouble() < probability;

    /// <summary>Shuffles in place (Fisher-Yates from the end).</summary>
    /// <param name="values">Values to shuffle.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
