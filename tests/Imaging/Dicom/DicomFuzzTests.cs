using Foldline.Imaging.Dicom;

namespace Foldline.Tests.Imaging.Dicom;

/// <summary>Damaged DICOM files: either a picture or a FoldlineException with its reason; no crash, no giant allocation.</summary>
[Trait("kind", "fuzz")]
public sealed class DicomFuzzTests
{
    private const long AllocationLimit = 512L << 20;

    private static readonly DicomOptions Limits = new() { MaxPixels = 1 << 20 };

    [Fact]
    public void File_Mutated_NeverFailsOtherwise() => Fuzz((file, random) => Mutation.Of(file, random), Mutation.Count());

    // Damage in the compressed pixels alone, which reaches the codecs.
    [Fact]
    public void Pixels_Mutated_NeverFailOtherwise() => Fuzz(MutatePixels, Mutation.Count());

    private static byte[] MutatePixels(byte[] file, CounterRandom random)
    {
        var start = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xe0, 0x7f, 0x10, 0x00]) + 12;
        if (start < 12)
            return Mutation.Of(file, random);
        var bytes = file.ToArray();
        for (var edits = 1 + random.NextInt32(4); edits > 0; edits--)
            bytes[start + random.NextInt32(bytes.Length - start)] = (byte)random.NextInt32(256);
        return bytes;
    }

    private static void Fuzz(Func<byte[], CounterRandom, byte[]> mutate, int count)
    {
        var seeds = Oracle.Files("imaging/dicom/files", "*.dcm").Select(File.ReadAllBytes).ToArray();
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var mutated = mutate(seeds[i % seeds.Length], CounterRandom.For(13, (ulong)i));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                DicomFile.Read(mutated, "fuzz", Limits).ToImage().Dispose();
            }
            catch (FoldlineException e)
            {
                Assert.True(e.IsUserError, $"mutation {i}: {e.Message}");
                Assert.NotEmpty(e.Facts["reason"]);
                refused++;
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < AllocationLimit, $"mutation {i} allocated too much");
        }

        Assert.InRange(refused, 1, count);
    }
}
