using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Foldline.Tests;

/// <summary>
/// Reference data that other libraries produced. Files lie in <c>tests/Oracles</c>, or in the folder that the environment
/// variable <c>FOLDLINE_ORACLES</c> names; cases are discovered from what lies there.
/// </summary>
public static class Oracle
{
    private static readonly ConcurrentDictionary<string, JsonElement> Documents = new(StringComparer.Ordinal);

    /// <summary>Full path of the folder with the reference data.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>Reads <c>name.json</c> or <c>name.json.gz</c>, once for the life of the process.</summary>
    /// <param name="name">Path without extension below <see cref="Folder"/>, such as <c>numeric/folds</c>.</param>
    public static JsonElement ReadJson(string name) => Documents.GetOrAdd(name, Parse);

    /// <summary>The <c>cases</c> of a file in their order.</summary>
    public static IEnumerable<JsonElement> Cases(string name) => ReadJson(name).GetProperty("cases").EnumerateArray();

    /// <summary>One case by its <c>id</c>.</summary>
    public static JsonElement Case(string name, string id) => Cases(name).Single(item => item.GetProperty("id").GetString() == id);

    /// <summary>Ids of the cases whose <c>kind</c> is asked for, as theory data. Empty kinds: all.</summary>
    public static TheoryData<string> Ids(string name, params string[] kinds)
    {
        var ids = Cases(name)
            .Where(item => kinds.Length == 0 || kinds.Contains(item.GetProperty("kind").GetString(), StringComparer.Ordinal))
            .Select(item => item.GetProperty("id").GetString()!);
        return new TheoryData<string>(ids);
    }

    /// <summary>Files of a folder, all levels down, sorted by path; none when the folder is missing.</summary>
    /// <param name="folder">Path below <see cref="Folder"/>.</param>
    /// <param name="pattern">File name pattern such as <c>*.png</c>.</param>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var path = Path.Combine(Folder, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>A number, or one of the texts <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    public static double Number(this JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();

    /// <summary>An array of numbers (nested arrays are flattened in row-major order; <c>{"shape", "data"}</c> gives its data).</summary>
    public static double[] Numbers(this JsonElement value) => [.. Flatten(value)];

    /// <summary>An array of integers.</summary>
    public static int[] Integers(this JsonElement value) => [.. Flatten(value).Select(number => checked((int)number))];

    /// <summary>Dimensions of <c>{"shape", "data"}</c>.</summary>
    public static long[] Shape(this JsonElement tensor) => [.. tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];

    private static IEnumerable<double> Flatten(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.Object => Flatten(value.GetProperty("data")),
        _ => [value.Number()],
    };

    private static JsonElement Parse(string name)
    {
        var plain = Path.Combine(Folder, name + ".json");
        if (File.Exists(plain))
            return Read(File.OpenRead(plain));
        return Read(new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress));
    }

    private static JsonElement Read(Stream stream)
    {
        using (stream)
        using (var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 256 }))
            return document.RootElement.Clone();
    }

    private static string FindFolder()
    {
        if (Environment.GetEnvironmentVariable("FOLDLINE_ORACLES") is { Length: > 0 } folder)
            return Path.GetFullPath(folder);
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var inTree = Path.Combine(up.FullName, "tests", "Oracles");
            if (Directory.Exists(inTree))
                return inTree;
        }

        throw new DirectoryNotFoundException("tests/Oracles was not found above the test program; set FOLDLINE_ORACLES.");
    }
}
