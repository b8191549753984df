using System.Text.Json;

namespace Foldline.Tests;

/// <summary>The reference folder of weights and array files: each is read as its entry says, or refused.</summary>
internal static class CheckpointFiles
{
    /// <summary>Kinds of array files; the others are weights.</summary>
    private static readonly string[] Arrays = ["npy", "npy_layout", "npy_larger", "npz", "refuse_npy", "refuse_npz", "npz_inflates"];

    /// <summary>The entries of array files, or of weights.</summary>
    public static IEnumerable<JsonElement> Entries(bool ofArrays) => Oracle.ReadJson("numeric/checkpoints/index").GetProperty("files").EnumerateArray()
        .Where(entry => Arrays.Contains(entry.GetProperty("kind").GetString()) == ofArrays);

    public static TheoryData<string> Names(IEnumerable<JsonElement> entries) => new(entries.Select(entry => entry.GetProperty("file").GetString()!));

    public static JsonElement Entry(string file) =>
        Entries(true).Concat(Entries(false)).Single(item => item.GetProperty("file").GetString() == file);

    public static bool IsRefused(JsonElement entry) => entry.TryGetProperty("expect", out _);

    public static string PathOf(string file) => Path.Combine(Oracle.Folder, "numeric", "checkpoints", file);

    /// <summary>Reading fails by a user's error that names the file and has a code of the family.</summary>
    public static FoldlineException AssertRefused(string file, string family, Action read)
    {
        Assert.Equal("refuse", Entry(file).GetProperty("expect").GetString());
        var error = Assert.Throws<FoldlineException>(read);
        Assert.StartsWith(family, error.Code, StringComparison.Ordinal);
        Assert.True(error.IsUserError);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        return error;
    }
}
