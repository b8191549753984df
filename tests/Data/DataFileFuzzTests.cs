using Foldline.Data.Arrays;
using Foldline.Data.TfRecords;

namespace Foldline.Tests.Data;

/// <summary>Damaged array and record files: either they are read, or a FoldlineException says why not; no crash, no giant allocation.</summary>
[Trait("kind", "fuzz")]
public sealed class DataFileFuzzTests
{
    private const long AllocationLimit = 256L << 20;

    [Fact]
    public void Npy_Mutated_NeverFailsOtherwise() =>
        Assert.Superset(Codes("FL4402", "FL4403"), Fuzz("numeric/checkpoints", "*.npy", bytes => NpyFile.Read(new MemoryStream(bytes), "fuzz")));

    [Fact]
    public void Npz_Mutated_NeverFailsOtherwise() =>
        Assert.Superset(Codes("FL4402"), Fuzz("numeric/checkpoints", "*.npz", bytes => NpzFile.Read(new MemoryStream(bytes), "fuzz")));

    [Fact]
    public void TfRecord_Mutated_NeverFailsOtherwise() => Assert.Superset(
        Codes("FL4502"),
        Fuzz("numeric/tfrecord", "*.tfrec*", bytes => TfRecordReader.Read(new MemoryStream(bytes), "fuzz").Sum(record => record.Length)));

    // Checksums keep damage from the messages within, so they are mutated by themselves.
    [Fact]
    public void Example_Mutated_NeverFailsOtherwise() => Assert.Superset(
        Codes("FL4503"),
        Fuzz(Oracle.Files("numeric/tfrecord", "*.tfrec").SelectMany(Records), bytes => Example.Parse(bytes, "fuzz")));

    private static List<byte[]> Records(string path)
    {
        var records = new List<byte[]>();
        try
        {
            records.AddRange(TfRecordReader.Read(path));
        }
        catch (FoldlineException)
        {
            // The file is one of the damaged ones.
        }

        return records;
    }

    private static HashSet<string> Codes(params string[] codes) => [.. codes];

    private static HashSet<string> Fuzz(string folder, string pattern, Action<byte[]> read) => Fuzz(Oracle.Files(folder, pattern).Select(File.ReadAllBytes), read);

    /// <returns>Codes of the errors that occurred.</returns>
    private static HashSet<string> Fuzz(IEnumerable<byte[]> files, Action<byte[]> read)
    {
        var seeds = files.Where(bytes => bytes.Length is > 0 and < 1 << 16).ToArray();
        Assert.NotEmpty(seeds);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Mutation.Count(); i++)
        {
            var mutated = Mutation.Of(seeds[i % seeds.Length], CounterRandom.For(11, (ulong)i));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutated);
            }
            catch (FoldlineException e)
            {
                codes.Add(e.Code);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < AllocationLimit, $"mutation {i} allocated too much");
        }

        return codes;
    }
}
