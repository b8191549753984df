using System.Numerics;

namespace Foldline.Data.Folds;

/// <summary>
/// NumPy's legacy generator, <c>numpy.random.RandomState(seed)</c>: the same draws in the same order, so that folds made here
/// equal those that scikit-learn makes. Not safe to use from several threads.
/// </summary>
public sealed partial class NumpyRandom
{
    private readonly MersenneTwister bits;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">From 0 to 4294967295.</param>
    /// <exception cref="FoldlineException">FL4205: the seed lies outside that range.</exception>
    public NumpyRandom(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
            throw FoldlineException.User("FL4205", $"The seed {seed} of the folds lies outside 0 to {uint.MaxValue}. Choose one in that range.");
        bits = new MersenneTwister((uint)seed);
    }

    /// <summary>The state, for tests and for saving.</summary>
    public MersenneTwister State => bits;

    /// <summary>The next 32 bits (<c>randint(0, 2**32)</c>).</summary>
    public uint NextUInt32() => bits.Next();

    /// <summary>The next 64 bits: two outputs, the first as the high half.</summary>
    public ulong NextUInt64()
    {
        var high = (ulong)bits.Next() << 32;
        return high | bits.Next();
    }

    /// <summary>Uniform in [0, 1) with 53 bits from two outputs (<c>random_sample</c>).</summary>
    public double NextDouble()
    {
        var a = bits.Next() >> 5;
        var b = bits.Next() >> 6;
        return ((a * 67108864.0) + b) / 9007199254740992.0;
    }

    /// <summary>Uniform integer in [0, <paramref name="max"/>]: draws are masked and repeated while they exceed it; 0 draws nothing.</summary>
    /// <param name="max">Largest value.</param>
    public ulong NextBounded(ulong max)
    {
        if (max == 0)
            return 0;

        var mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(max);
        while (true)
        {
            var value = (max <= uint.MaxValue ? bits.Next() : NextUInt64()) & mask;
            if (value <= max)
                return value;
        }
    }

    /// <summary>Uniform integer in [low, high) (<c>randint</c> with 32- or 64-bit types).</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">One above the largest value.</param>
    public long NextInt64(long low, long high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        return low + (long)NextBounded((ulong)high - (ulong)low - 1);
    }

    /// <summary>
    /// Uniform integers in [low, high) as <c>randint(low, high, count, dtype)</c> draws them: types of 16 bits or fewer take several
    /// values from one output, low part first.
    /// </summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">One above the largest value.</param>
    /// <param name="count">How many.</param>
    /// <param name="width">Bits of the type: 1 (bool), 8, 16, 32 or 64.</param>
    public long[] Integers(long low, long high, int count, int width = 64)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        var values = new long[count];
        if (width >= 32)
        {
            for (var i = 0; i < count; i++)
                values[i] = NextInt64(low, high);
            return values;
        }

        var max = (uint)(high - low - 1);
        var parts = new PartsOfWords(bits, width);
        for (var i = 0; i < count; i++)
            values[i] = low + parts.NextBounded(max);
        return values;
    }

    /// <summary>Shuffles in place (<c>shuffle</c>): from the last element down to the second, each swaps with one at or before it.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="values">Values to shuffle.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)NextBounded((ulong)i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>The numbers 0 to count - 1, shuffled (<c>permutation(count)</c>).</summary>
    /// <param name="count">How many.</param>
    public int[] Permutation(int count)
    {
        int[] values = [.. Enumerable.Range(0, count)];
        Shuffle(values.AsSpan());
        return values;
    }

    /// <summary>Draws from 0 to <paramref name="population"/> - 1 (<c>choice</c>): with replacement one integer each, without it the head of a permutation.</summary>
    /// <param name="population">How many there are to draw from.</param>
    /// <param name="count">How many to draw; without replacement not more than there are.</param>
    /// <param name="replace">Whether a number can come twice.</param>
    public int[] Choice(int population, int count, bool replace = true)
    {
        if (replace)
            return [.. Integers(0, population, count).Select(value => (int)value)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, population);
        return Permutation(population)[..count];
    }

    /// <summary>Draws with replacement and given probabilities (<c>choice(n, count, p=…)</c>): a uniform draw each, looked up in the sums.</summary>
    /// <param name="probabilities">One for each number; they are divided by their sum.</param>
    /// <param name="count">How many to draw.</param>
    public int[] Choice(ReadOnlySpan<double> probabilities, int count)
    {
        var sums = new double[probabilities.Length];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++)
            sums[i] = sum += probabilities[i];
        var drawn = new int[count];
        foreach (ref var value in drawn.AsSpan())
        {
            var at = NextDouble();
            value = Array.FindIndex(sums, limit => at < limit / sum);
        }

        return drawn;
    }

    /// <summary>Gives out parts of 32-bit outputs, low part first, as long as one lasts.</summary>
    private struct PartsOfWords(MersenneTwister bits, int width)
    {
        private uint word;
        private int left;

        public uint NextBounded(uint max)
        {
            if (max == 0)
                return 0;
            var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(max);
            while (true)
            {
                var value = Next() & mask;
                if (value <= max)
                    return value;
            }
        }

        private uint Next()
        {
            if (left == 0)
            {
                word = bits.Next();
                left = 32 / width;
            }
            else
            {
                word >>= width;
            }

            left--;
            return word & (uint)((1UL << width) - 1);
        }
    }
}
