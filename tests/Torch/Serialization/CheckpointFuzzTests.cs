using System.IO.Compression;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Torch.Serialization;

/// <summary>Damaged files: either they are read, or a FoldlineException says why not; no crash, no giant allocation.</summary>
[Trait("kind", "fuzz")]
public sealed class CheckpointFuzzTests
{
    private const long AllocationLimit = 256L << 20;

    [Fact]
    public void SafeTensors_Mutated_NeverFailsOtherwise() =>
        Assert.Superset(Set("FL2101", "FL2102"), Fuzz("*.safetensors", bytes => SafeTensors.Read(new MemoryStream(bytes), "fuzz")));

    [Fact]
    public void PthFile_Mutated_NeverFailsOtherwise() =>
        Assert.Superset(Set("FL2111"), Fuzz("*.pth", bytes => PthFile.Read(new MemoryStream(bytes), "fuzz")));

    [Fact]
    public void Pickle_Mutated_NeverFailsOtherwise() =>
        Assert.Superset(
            Set("FL2111", "FL2112", "FL2113", "FL2114"),
            Fuzz("*.pth", bytes => PthFile.Read(new MemoryStream(bytes), "fuzz"), MutatePickle));

    private static HashSet<string> Set(params string[] codes) => [.. codes];

    /// <returns>Codes of the errors that occurred.</returns>
    private static HashSet<string> Fuzz(string pattern, Action<byte[]> read, Func<byte[], CounterRandom, byte[]>? mutate = null)
    {
        var seeds = Oracle.Files("numeric/checkpoints", pattern).Select(File.ReadAllBytes).Where(bytes => bytes.Length > 0).ToArray();
        Assert.NotEmpty(seeds);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Mutation.Count(); i++)
        {
            var seed = seeds[i % seeds.Length];
            var mutated = (mutate ?? Mutation.Of)(seed, CounterRandom.For(7, (ulong)i));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutated);
            }
            catch (FoldlineException e)
            {
                Assert.StartsWith("FL21", e.Code, StringComparison.Ordinal);
                codes.Add(e.Code);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < AllocationLimit, $"mutation {i} allocated too much");
        }

        return codes;
    }

    /// <summary>Damages the pickle alone and packs it anew, so that the archive's checksums fit and the damage reaches the unpickler.</summary>
    private static byte[] MutatePickle(byte[] seed, CounterRandom random)
    {
        var stream = new MemoryStream();
        stream.Write(seed);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true);
            var member = archive.Entries.Single(entry => entry.Name == "data.pkl");
            using var content = member.Open();
            var pickle = new byte[content.Length];
            content.ReadExactly(pickle);
            content.SetLength(0);
            content.Write(Mutation.Of(pickle, random));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // The seed itself is a damaged archive or a file of the older format.
            return Mutation.Of(seed, random);
        }

        return stream.ToArray();
    }
}
