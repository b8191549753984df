using System.Globalization;

namespace Foldline.Tests;

/// <summary>Damages files for fuzz tests, the same way each time.</summary>
internal static class Mutation
{
    /// <summary>How many mutations a test makes: the usual number, times <c>FOLDLINE_FUZZ</c>.</summary>
    /// <param name="usual">Number in the whole suite.</param>
    public static int Count(int usual = 2_000) =>
        int.TryParse(Environment.GetEnvironmentVariable("FOLDLINE_FUZZ"), CultureInfo.InvariantCulture, out var times) && times > 1 ? usual * times : usual;

    /// <summary>A copy with one to four changes: bytes and bits set, inserted, removed, overwritten or repeated.</summary>
    /// <param name="seed">A file's bytes.</param>
    /// <param name="random">What to draw from.</param>
    public static byte[] Of(byte[] seed, CounterRandom random)
    {
        var bytes = seed.ToList();
        for (var edits = 1 + random.NextInt32(4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.NextInt32(bytes.Count);
            switch (random.NextInt32(6))
            {
                case 0: bytes[at] = (byte)random.NextInt32(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.NextInt32(8)); break;
                case 2: bytes.Insert(at, (byte)random.NextInt32(256)); break;
                case 3: bytes.RemoveRange(at, Math.Min(1 + random.NextInt32(16), bytes.Count - at)); break;
                case 4: Overwrite(bytes, at, random.NextBool(0.5) ? (byte)0xff : (byte)0x7f); break;
                default: bytes.InsertRange(at, [.. bytes.Skip(random.NextInt32(bytes.Count)).Take(32)]); break;
            }
        }

        return [.. bytes];
    }

    private static void Overwrite(List<byte> bytes, int at, byte value)
    {
        for (var i = at; i < Math.Min(at + 8, bytes.Count); i++)
            bytes[i] = value;
    }
}
