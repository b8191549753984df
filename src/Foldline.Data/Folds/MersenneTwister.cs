namespace Foldline.Data.Folds;

/// <summary>
/// The generator MT19937 (Matsumoto and Nishimura, 1998) with the seeding that NumPy's <c>RandomState(int)</c> uses.
/// Not safe to use from several threads.
/// </summary>
public sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Shift = 397;
    private readonly uint[] key = new uint[Size];

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any 32-bit number.</param>
    public MersenneTwister(uint seed)
    {
        key[0] = seed;
        for (uint i = 1; i < Size; i++)
            key[i] = (1812433253 * (key[i - 1] ^ (key[i - 1] >> 30))) + i;
        Position = Size;
    }

    /// <summary>The 624 words of the state.</summary>
    public ReadOnlySpan<uint> Key => key;

    /// <summary>Index of the next word to give out; 624 means that the state is renewed first.</summary>
    public int Position { get; private set; }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        if (Position == Size)
            Renew();
        var word = key[Position++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >> 18);
    }

    private void Renew()
    {
        for (var i = 0; i < Size; i++)
        {
            var pair = (key[i] & 0x80000000) | (key[(i + 1) % Size] & 0x7fffffff);
            key[i] = key[(i + Shift) % Size] ^ (pair >> 1) ^ ((pair & 1) * 0x9908b0df);
        }

        Position = 0;
    }
}
