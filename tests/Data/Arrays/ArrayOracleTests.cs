using System.Security.Cryptography;
using System.Text.Json;
using Foldline.Data.Arrays;

namespace Foldline.Tests.Data.Arrays;

/// <summary>Files written by NumPy, good and broken: what is read, and what is refused.</summary>
[Trait("kind", "oracle")]
public sealed class ArrayOracleTests
{
    private const string Index = "numeric/checkpoints/index";

    public static TheoryData<string> Files => new(Entries().Select(entry => entry.GetProperty("file").GetString()!));

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GivesWhatTheReferenceGives(string file)
    {
        var entry = Entries().Single(item => item.GetProperty("file").GetString() == file);
        if (!entry.TryGetProperty("expect", out var expect))
        {
            AssertContent(entry, Read(file));
            return;
        }

        Assert.Equal("refuse", expect.GetString());
        var error = Assert.Throws<FoldlineException>(() => Read(file));
        Assert.StartsWith("FL44", error.Code, StringComparison.Ordinal);
        Assert.True(error.IsUserError);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_ThenRead_GivesTheSame(string file)
    {
        var entry = Entries().Single(item => item.GetProperty("file").GetString() == file);
        if (entry.TryGetProperty("expect", out _))
            return;
        using var folder = new TemporaryFolder();
        var path = folder.At("copy.npz");

        NpzFile.Write(path, Read(file), compress: true);

        AssertContent(entry, NpzFile.Read(path));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_OfAPlainFile_GivesNumPysBytes(string file)
    {
        var entry = Entries().Single(item => item.GetProperty("file").GetString() == file);
        if (entry.GetProperty("kind").GetString() != "npy" || file.Contains("_be_", StringComparison.Ordinal) || entry.GetProperty("fortran_order").GetBoolean())
            return;
        using var folder = new TemporaryFolder();

        NpyFile.Write(folder.At("copy.npy"), NpyFile.Read(PathOf(file)));

        Assert.Equal(File.ReadAllBytes(PathOf(file)), File.ReadAllBytes(folder.At("copy.npy")));
    }

    private static IEnumerable<JsonElement> Entries() =>
        Oracle.ReadJson(Index).GetProperty("files").EnumerateArray().Where(entry => entry.GetProperty("kind").GetString()!.Contains("np", StringComparison.Ordinal));

    private static string PathOf(string file) => Path.Combine(Oracle.Folder, "numeric", "checkpoints", file);

    private static OrderedDictionary<string, NumericArray> Read(string file) =>
        file.EndsWith(".npz", StringComparison.Ordinal) ? NpzFile.Read(PathOf(file)) : new(StringComparer.Ordinal) { [""] = NpyFile.Read(PathOf(file)) };

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
