using System.Globalization;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Torch.Serialization;

/// <summary>Damaged files: either they are read, or a FoldlineException says why not; no crash, no giant allocation.</summary>
[Trait("kind", "fuzz")]
public sealed class CheckpointFuzzTests
{
    private const long AllocationLimit = 256L << 20;

    private static int Mutations =>
        int.TryParse(Environment.GetEnvironmentVariable("FOLDLINE_FUZZ"), CultureInfo.InvariantCulture, out var count) ? Math.Max(count, 2_000) : 2_000;

    [Fact]
    public void SafeTensors_Mutated_NeverFailsOtherwise() =>
        Fuzz("*.safetensors", bytes => SafeTensors.Read(new MemoryStream(bytes), "fuzz"));

    [Fact]
    public void PthFile_Mutated_NeverFailsOtherwise() =>
        Fuzz("*.pth", bytes => PthFile.Read(new MemoryStream(bytes), "fuzz"));

    [Fact]
    public void Pickle_Mutated_NeverFailsOtherwise() =>
        Fuzz("*.pth", bytes => PthFile.Read(new MemoryStream(bytes), "fuzz"), PickleInside);

    private static void Fuzz(string pattern, Action<byte[]> read, Func<byte[], (int Start, int Length)>? area = null)
    {
        var seeds = Oracle.Files("numeric/checkpoints", pattern).Select(File.ReadAllBytes).Where(bytes => bytes.Length > 0).ToArray();
        Assert.NotEmpty(seeds);
        for (var i = 0; i < Mutations; i++)
        {
            var seed = seeds[i % seeds.Length];
            var mutated = Mutate(seed, CounterRandom.For(7, (ulong)i), area?.Invoke(seed) ?? (0, seed.Length));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutated);
            }
            catch (FoldlineException e)
            {
                Assert.StartsWith("FL21", e.Code, StringComparison.Ordinal);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < AllocationLimit, $"mutation {i} allocated too much");
        }
    }

    /// <summary>Zip members are stored plainly, so the pickle lies in the file as it is: from its protocol mark on.</summary>
    private static (int Start, int Length) PickleInside(byte[] bytes)
    {
        var start = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x80, 0x02]);
        return start < 0 ? (0, bytes.Length) : (start, Math.Min(600, bytes.Length - start));
    }

    private static byte[] Mutate(byte[] seed, CounterRandom random, (int Start, int Length) area)
    {
        var bytes = seed.ToList();
        for (var edits = 1 + random.NextInt32(4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = Math.Min(area.Start + random.NextInt32(area.Length), bytes.Count - 1);
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
