using System.Security.Cryptography;
using System.Text.Json;
using Foldline.Data.Arrays;

namespace Foldline.Tests.Data.Arrays;

/// <summary>Files written by NumPy, good and broken: what is read, and what is refused.</summary>
[Trait("kind", "oracle")]
public sealed class ArrayOracleTests
{
    public static TheoryData<string> Files => CheckpointFiles.Names(CheckpointFiles.Entries(ofArrays: true));

    public static TheoryData<string> GoodFiles => CheckpointFiles.Names(Good());

    public static TheoryData<string> PlainFiles => CheckpointFiles.Names(Good().Where(IsAsNumPyWrites));

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GivesWhatTheReferenceGives(string file)
    {
        var entry = CheckpointFiles.Entry(file);
        if (CheckpointFiles.IsRefused(entry))
            CheckpointFiles.AssertRefused(file, "FL44", () => Read(file));
        else
            AssertContent(entry, Read(file));
    }

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void Write_ThenRead_GivesTheSame(string file)
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("copy.npz");

        NpzFile.Write(path, Read(file), compress: true);

        AssertContent(CheckpointFiles.Entry(file), NpzFile.Read(path));
    }

    [Theory]
    [MemberData(nameof(PlainFiles))]
    public void Write_OfAPlainFile_GivesNumPysBytes(string file)
    {
        using var folder = new TemporaryFolder();

        NpyFile.Write(folder.At("copy.npy"), NpyFile.Read(CheckpointFiles.PathOf(file)));

        Assert.Equal(File.ReadAllBytes(CheckpointFiles.PathOf(file)), File.ReadAllBytes(folder.At("copy.npy")));
    }

    private static IEnumerable<JsonElement> Good() => CheckpointFiles.Entries(ofArrays: true).Where(entry => !CheckpointFiles.IsRefused(entry));

    // Little-endian and in C order, as arrays are written here.
    private static bool IsAsNumPyWrites(JsonElement entry) => entry.GetProperty("kind").GetString() == "npy"
        && !entry.GetProperty("file").GetString()!.Contains("_be_", StringComparison.Ordinal)
        && !entry.GetProperty("fortran_order").GetBoolean();

    private static OrderedDictionary<string, NumericArray> Read(string file) =>
        file.EndsWith(".npz", StringComparison.Ordinal) ? NpzFile.Read(CheckpointFiles.PathOf(file)) : new(StringComparer.Ordinal) { [""] = NpyFile.Read(CheckpointFiles.PathOf(file)) };

    private static void AssertContent(JsonElement entry, OrderedDictionary<string, NumericArray> arrays)
    {
        Dictionary<string, JsonElement> expected = entry.TryGetProperty("array", out var single)
            ? new(StringComparer.Ordinal) { [""] = single }
            : entry.GetProperty("arrays").EnumerateObject().ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), arrays.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, array) in arrays)
        {
            Assert.Equal(expected[name].GetProperty("dtype").GetString(), array.Type.ToString().ToLowerInvariant());
            Assert.Equal(expected[name].Shape(), array.Shape);
            Assert.Equal(expected[name].GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(array.Bytes.Span)));
        }
    }
}
